import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { answer, isWaiting, type CouchRequest } from './couch-answers';
import type { FakeCouch } from './fake-couch';
import type { FaultPlan } from './faults';

const BASE = '/db/luuri-test';

/** The fake CouchDB behind a real socket, with a fault plan. */
export interface HttpCouch {
  /** `http://127.0.0.1:<port>/db/luuri-test` */
  url: string;
  faults: FaultPlan;
  /** Breaks all connections. */
  breakAll(): void;
  close(): Promise<void>;
}

export async function openHttpCouch(couch: FakeCouch): Promise<HttpCouch> {
  const sockets = new Set<Socket>();
  const opened: HttpCouch = {
    url: '',
    faults: () => undefined,
    breakAll() {
      for (const socket of sockets) socket.destroy();
    },
    close() {
      opened.breakAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  const server = createServer((message, reply) => {
    void readRequest(message).then((request) => serve(couch, opened.faults, request, reply));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
  return opened;
}

async function readRequest(message: IncomingMessage): Promise<CouchRequest> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const { pathname, searchParams } = new URL(message.url ?? '', 'http://localhost');
  const text = Buffer.concat(parts).toString('utf8');
  return {
    method: message.method ?? 'GET',
    path: pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname,
    query: searchParams,
    body: text === '' ? null : JSON.parse(text),
  };
}

function serve(couch: FakeCouch, faults: FaultPlan, request: CouchRequest, reply: ServerResponse): void {
  const fault = faults(request);
  if (fault?.kind === 'silence') return;
  if (fault?.kind === 'lost') return void reply.destroy();
  if (fault?.kind === 'reply') {
    const { location = 'http://127.0.0.1:9/login' } = fault;
    reply.writeHead(fault.status, { 'content-type': fault.type, location });
    return void reply.end(fault.body);
  }
  if (request.path.startsWith('/db/_')) return ofTheServer(request, reply);
  if (isWaiting(couch, request)) return wait(couch, request, reply);
  const { status, json } = answer(couch, request);
  if (fault?.kind === 'answerLost') return void reply.destroy();
  const text = JSON.stringify(json);
  reply.writeHead(status, { 'content-type': 'application/json' });
  if (fault?.kind === 'half') return void reply.write(text.slice(0, text.length / 2));
  reply.end(text);
}

/** Sessions and accounts: anybody may sign in, and gets a cookie to show; nothing here asks for it. */
function ofTheServer({ method }: CouchRequest, reply: ServerResponse): void {
  const cookie = { 'set-cookie': 'AuthSession=salainen-istunto; Path=/; HttpOnly' };
  reply.writeHead(200, { 'content-type': 'application/json', ...(method === 'POST' ? cookie : {}) });
  const who = { name: 'maija', roles: [] };
  reply.end(JSON.stringify({ ok: true, ...who, userCtx: who, rows: [] }));
}

function wait(couch: FakeCouch, request: CouchRequest, reply: ServerResponse): void {
  reply.writeHead(200, { 'content-type': 'application/json' });
  const start = '{"results":[\n';
  reply.write(start);
  const beat = setInterval(() => reply.write('\n'), Number(request.query.get('heartbeat')));
  const stop = couch.onWrite(() => {
    clearInterval(beat);
    reply.end(JSON.stringify(answer(couch, request).json).slice('{"results":['.length));
  });
  reply.on('close', () => {
    clearInterval(beat);
    stop();
  });
}
