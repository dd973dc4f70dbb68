import { drop } from '@shared/lib/drop';
import { apiError } from '../protocol/json-response';

/** Header by which the page names a request it may want to end; workers have no other way to tell main. */
export const REQUEST_ID_HEADER = 'x-luuri-request';

export interface OpenRequests {
  /** Runs a handler with a signal of its own, kept until the response body has ended. */
  run(request: Request, handler: (request: Request) => Promise<Response>): Promise<Response>;
  /** Ends the request the page named; does nothing when it is over. */
  abort(id: string): void;
  /** Suspend, resume, sign-out, another server, quit: nothing that was begun before may go on. */
  abortAll(reason: string): void;
  count(): number;
}

/**
 * Electron's handler gets requests whose signal never fires, and passing a body straight through leaks its
 * socket when the page cancels. So every forwarded request gets a controller here, fired by a cancelled body, by
 * the page naming the request, and by `abortAll`.
 */
export function createOpenRequests(): OpenRequests {
  const open = new Map<AbortController, string | null>();
  return {
    async run(request, handler) {
      const controller = new AbortController();
      open.set(controller, request.headers.get(REQUEST_ID_HEADER));
      const close = (): void => void open.delete(controller);
      try {
        const response = await handler(withSignal(request, controller.signal));
        if (response.body !== null) return rewrap(response, response.body, controller, close);
        close();
        return response;
      } catch (error) {
        close();
        if (controller.signal.aborted) return apiError('unreachable', 'the request was ended');
        throw error;
      }
    },
    abort(id) {
      for (const [controller, name] of open)
        if (name === id) controller.abort(new Error('ended by the page'));
    },
    abortAll(reason) {
      for (const controller of open.keys()) controller.abort(new Error(reason));
    },
    count: () => open.size,
  };
}

/** A copy under our signal, without the header that concerns nobody else. */
function withSignal(request: Request, signal: AbortSignal): Request {
  const headers = new Headers(request.headers);
  headers.delete(REQUEST_ID_HEADER);
  const init: RequestInit & { duplex?: 'half' } = { headers, signal };
  if (request.body !== null) init.duplex = 'half';
  return new Request(request, init);
}

/** `highWaterMark: 0`: nothing is read from the server before the page asks for it. */
function rewrap(
  response: Response,
  source: ReadableStream<Uint8Array>,
  controller: AbortController,
  close: () => void,
): Response {
  const reader = source.getReader();
  const fail = (sink: ReadableStreamDefaultController<Uint8Array>): void => {
    close();
    sink.error(controller.signal.reason);
    // A source that does not watch our signal would hold its socket.
    drop(reader.cancel(controller.signal.reason), () => undefined);
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(sink) {
        controller.signal.addEventListener('abort', () => fail(sink), { once: true });
        // Aborted between the handler's answer and now: the event is already over.
        if (controller.signal.aborted) fail(sink);
      },
      async pull(sink) {
        try {
          const { done, value } = await reader.read();
          if (controller.signal.aborted) return;
          if (!done) return sink.enqueue(value);
          close();
          sink.close();
        } catch (error) {
          close();
          sink.error(error);
        }
      },
      async cancel(reason) {
        close();
        controller.abort(new Error('the page went away'));
        await reader.cancel(reason).catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
}
