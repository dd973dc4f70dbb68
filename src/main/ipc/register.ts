import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import { done, failed, type Answer } from '@shared/ipc/answer';
import { calls, type CallArgument, type CallResult } from '@shared/ipc/calls';
import { callChannel, callNames, type CallName } from '@shared/ipc/names';
import { isAppAddress } from '../origin';

/** A handler gets the parsed argument and the sender's id; what it throws becomes `internal`. */
export type CallHandlers = {
  readonly [N in CallName]: (argument: CallArgument<N>, from: CallSender) => Promise<Answer<CallResult<N>>>;
};

export interface CallSender {
  /** `webContents.id` of the asking window. */
  readonly windowId: number;
}

/** The part of Electron's frame that the sender check looks at. */
export type SenderFrame = Pick<WebFrameMain, 'url' | 'parent' | 'detached'>;

interface InvokeEvent {
  readonly senderFrame: SenderFrame | null;
  readonly sender: Pick<IpcMainInvokeEvent['sender'], 'id'>;
}

export interface IpcParts {
  handle(channel: string, listener: (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>): void;
  removeHandler: IpcMain['removeHandler'];
}

/** Where unexpected failures are written; never the argument itself, it may hold what a customer said. */
export type ErrorLog = (what: string, error: unknown) => void;

/**
 * Registers every call of the contract: checks that the asking frame is the top frame of a page of ours,
 * parses the argument, and hands the *parsed* value on. Answers the function that takes them all away.
 */
export function registerCalls(ipc: IpcParts, handlers: CallHandlers, log: ErrorLog): () => void {
  for (const name of callNames) {
    ipc.handle(callChannel(name), (event, ...args) => answerCall(name, event, args, handlers, log));
  }
  return () => {
    for (const name of callNames) ipc.removeHandler(callChannel(name));
  };
}

async function answerCall<N extends CallName>(
  name: N,
  event: InvokeEvent,
  args: unknown[],
  handlers: CallHandlers,
  log: ErrorLog,
): Promise<Answer<unknown>> {
  if (!isTrustedFrame(event.senderFrame)) return failed('forbidden');
  if (args.length > 1) return failed('invalid');
  const argument = calls[name].argument.safeParse(args[0]);
  if (!argument.success) return failed('invalid');
  try {
    const answer = await handlers[name](argument.data as CallArgument<N>, { windowId: event.sender.id });
    if (!answer.ok) return failed(answer.code);
    // Parsing the result too keeps a handler from leaking a field nobody agreed on.
    return done(calls[name].result.parse(answer.value));
  } catch (error) {
    log(`call ${name}`, error);
    return failed('internal');
  }
}

/** The frame is null when it navigated or died meanwhile; a child frame may never ask. */
export function isTrustedFrame(frame: SenderFrame | null): boolean {
  return frame !== null && !frame.detached && frame.parent === null && isAppAddress(frame.url);
}
