import { Server } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { client, DB, event, LEAD, member, openFeed, operator, setUp, testHub } from './support';
import type { Client } from './support';

const write = (person: Client, id: string) => person('PUT', `${DB}/event:${id}`, event(id, LEAD.user));

describe('_changes', () => {
  it('lists changes in pages that follow one another without gaps', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const docs = Array.from({ length: 25 }, (_, index) => event(String(index), LEAD.user));
    await lead('POST', `${DB}/_bulk_docs`, { docs });
    const seen: string[] = [];
    let since = '0';
    for (;;) {
      const { json } = await lead('GET', `${DB}/_changes?limit=7&since=${since}&include_docs=true`);
      seen.push(...json.results.map((row: { doc: { _id: string } }) => row.doc._id));
      since = json.last_seq;
      if (json.pending === 0) break;
    }
    const all = (await lead('GET', `${DB}/_changes`)).json;
    expect(seen).toEqual(all.results.map((row: { id: string }) => row.id));
    expect(all.last_seq).toBe(since);
    expect((await lead('GET', `${DB}/_changes?since=${since}`)).json.results).toEqual([]);
    expect((await lead('GET', `${DB}/_changes?since=now`)).json.last_seq).toBe(since);
    expect((await lead('GET', `${DB}/_changes?descending=true&limit=1`)).json.results[0].id).toBe('event:24');
  });

  it('starts from the beginning for a sequence of another server or of the future', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const total = (await lead('GET', `${DB}/_changes`)).json.results.length;
    for (const since of ['5-g1AAAABXeJzLYWBg', '900000', '3-0123456789ab', 'nonsense']) {
      expect((await lead('GET', `${DB}/_changes?since=${since}`)).json.results).toHaveLength(total);
    }
  });

  it('filters by ids and refuses to run code', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const { json } = await lead('POST', `${DB}/_changes?filter=_doc_ids`, { doc_ids: ['team:info', 'x'] });
    expect(json.results.map((row: { id: string }) => row.id)).toEqual(['team:info']);
    expect(json.last_seq).toBe((await lead('GET', DB)).json.update_seq);
    expect((await lead('GET', `${DB}/_changes?feed=eventsource`)).status).toBe(400);
  });

  it('holds a long-poll open, says so at once and while it waits, and answers with the change', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const since = (await lead('GET', DB)).json.update_seq;
    const feed = await openFeed(hub, lead, `${DB}/_changes?feed=longpoll&since=${since}&heartbeat=100`);
    const beats = await feed.until((text) => text.split('\n').length > 4);
    expect(beats.replaceAll('\n', '')).toBe('{"results":[');
    await write(lead, 'new');
    const answer = JSON.parse(await feed.end());
    expect(answer.results.map((row: { id: string }) => row.id)).toEqual(['event:new']);
    expect(answer.last_seq).toBe((await lead('GET', DB)).json.update_seq);
  });

  it('ends a long-poll without heartbeat after its timeout, empty', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const since = (await lead('GET', DB)).json.update_seq;
    const answer = await lead('GET', `${DB}/_changes?feed=longpoll&since=${since}&timeout=50`);
    expect(answer.json).toEqual({ results: [], last_seq: since, pending: 0 });
  });

  it('streams a continuous feed line by line', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const since = (await lead('GET', DB)).json.update_seq;
    const feed = await openFeed(hub, lead, `${DB}/_changes?feed=continuous&since=${since}&heartbeat=100`);
    await write(lead, '1');
    await feed.until((text) => text.includes('event:1'));
    await write(lead, '2');
    const text = await feed.until((seen) => seen.includes('event:2'));
    const lines = text.split('\n').filter((line) => line !== '');
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(['event:1', 'event:2']);
    feed.abort();
  });

  it('ends the feeds of a removed member', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const agent = await member(hub, lead, 'matti');
    const since = (await lead('GET', DB)).json.update_seq;
    const feed = await openFeed(hub, agent, `${DB}/_changes?feed=longpoll&since=${since}&heartbeat=10000`);
    await feed.until((text) => text.includes('results'));
    expect((await lead('DELETE', '/api/members/matti')).status).toBe(204);
    expect(JSON.parse(await feed.end()).results).toBeDefined();
    expect((await agent('GET', DB)).status).toBe(401);
  });

  it('closes with ten long-polls open', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const since = (await lead('GET', DB)).json.update_seq;
    const path = `${DB}/_changes?feed=longpoll&since=${since}&heartbeat=60000`;
    const feeds = await Promise.all(Array.from({ length: 10 }, () => openFeed(hub, lead, path)));
    await Promise.all(feeds.map((feed) => feed.until((text) => text.includes('results'))));
    await hub.close();
    const answers = await Promise.all(feeds.map((feed) => feed.end()));
    expect(answers.map((text) => JSON.parse(text).results)).toEqual(Array.from({ length: 10 }, () => []));
    await expect(client(hub)('GET', '/db/_up')).rejects.toThrow();
    const again = await testHub({ dataDir: hub.dataDir });
    expect((await operator(again)('GET', DB)).json.update_seq).toBe(since);
  });

  it('does not hold up its end for connections that nothing was asked on', async () => {
    const hub = await testHub();
    const ahead = connect(hub.port, '127.0.0.1');
    const ended = new Promise((resolve) => ahead.on('close', resolve));
    await new Promise((resolve) => ahead.on('connect', resolve));
    await client(hub)('GET', '/db/_up');
    const impatience = vi.spyOn(Server.prototype, 'closeAllConnections');
    onTestFinished(() => impatience.mockRestore());
    await hub.close();
    await ended;
    expect(impatience).not.toHaveBeenCalled();
  });
});
