import type { FastifyInstance } from 'fastify';

/**
 * How bodies are read: JSON is parsed (an empty body is none), everything else is handed on as a stream.
 * A key that would reach an object's prototype is refused.
 */
export function addBodyParsers(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'ignore');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') done(null, undefined);
    // It answers through `done`; the type also allows parsers that return a promise.
    else void parse(request, body, done);
  });
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}
