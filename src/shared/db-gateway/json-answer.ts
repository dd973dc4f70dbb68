/** An answer of our own in the shape of CouchDB's errors; `message` is the same for readers of `/api`. */
export function errorAnswer(status: number, error: string, reason: string): Response {
  return jsonAnswer(status, { error, reason, message: reason });
}

export function jsonAnswer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

/** A JSON object from an answer of at most `most` characters; undefined for anything else. Never rejects. */
export async function readJsonObject(
  response: Response,
  most = 1_000_000,
): Promise<Record<string, unknown> | undefined> {
  try {
    const text = await readText(response, most);
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whatever answers at a typed address may send without end. */
async function readText(response: Response, most: number): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length <= most) continue;
    await reader.cancel();
    return undefined;
  }
}
