import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Vite names these by their content, so they never change. */
const HASHED = /[\\/]assets[\\/]/;

/** Serves the browser edition; a page address that is no file gets `index.html`. */
export function staticPlugin(folder: string | undefined) {
  return async (app: FastifyInstance): Promise<void> => {
    if (folder === undefined) return;
    await app.register(fastifyStatic, {
      root: folder,
      index: ['index.html'],
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders(reply, path) {
        const cache = HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
        reply.header('cache-control', cache);
      },
    });
    app.setNotFoundHandler((request, reply) => sendPage(folder, request, reply));
  };
}

async function sendPage(folder: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  const [path = ''] = request.url.split('?');
  // A missing script must be an error, not a page that the browser then refuses to run.
  const isFile = /\.[a-z0-9]+$/i.test(path) || /^\/(db|api|assets)(\/|$)/.test(path);
  if (!wantsPage || isFile) return reply.code(404).send({ error: 'notFound', message: 'no such file' });
  const page = await readFile(join(folder, 'index.html'));
  return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
}
