import type { Pipeline, PipelineState, StateCategory } from '../team/team';

const fallback: PipelineState = { id: 'new', name: { fi: 'Uusi', en: 'New' }, category: 'new', moves: [] };

/** Where a ticket of this pipeline starts. Works without a pipeline: settings may not have arrived yet. */
export function initialState(pipeline: Pipeline | undefined): PipelineState {
  return pipeline?.states[0] ?? fallback;
}

export function stateOf(pipeline: Pipeline | undefined, status: string): PipelineState | undefined {
  return (pipeline?.states ?? [fallback]).find((state) => state.id === status);
}

/** The states a ticket can be moved to. */
export function nextStates(pipeline: Pipeline | undefined, status: string): PipelineState[] {
  const moves = stateOf(pipeline, status)?.moves ?? [];
  return (pipeline?.states ?? []).filter(
    (state) => state.id !== status && (moves.length === 0 || moves.includes(state.id)),
  );
}

/** A status' category; a status nobody knows counts as open, so that its ticket stays in sight. */
export function categoryOf(pipeline: Pipeline | undefined, status: string): StateCategory {
  return stateOf(pipeline, status)?.category ?? 'open';
}

export function isSettled(category: StateCategory): boolean {
  return category === 'resolved' || category === 'closed';
}
