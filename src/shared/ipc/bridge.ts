import type { Answer } from './answer';
import type { CallArgument, CallResult } from './calls';
import type { EventPayload } from './events';
import type { CallName, EventName } from './names';

/** Stops listening; may be called more than once. */
export type Unsubscribe = () => void;

type Call<N extends CallName> =
  undefined extends CallArgument<N>
    ? () => Promise<Answer<CallResult<N>>>
    : (argument: CallArgument<N>) => Promise<Answer<CallResult<N>>>;

/**
 * What the preload script puts on the page's `window.luuri`: one function for each call, one for each event.
 * There is no function that takes a channel name.
 */
export interface Bridge {
  readonly calls: { readonly [N in CallName]: Call<N> };
  readonly on: { readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => Unsubscribe };
}

/** Property of `window` that holds the bridge in the desktop shell. */
export const BRIDGE_KEY = 'luuri';
