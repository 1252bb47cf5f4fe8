import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What GitHub's REST API says of the comments of one pull request; `mayWrite` false answers as to a token of a fork. */
export interface CommentServer {
  readonly url: string;
  readonly comments: { id: number; body: string }[];
  readonly requests: string[];
  mayWrite: boolean;
  readonly close: () => Promise<void>;
}

/** Starts it with `count` comments of others. */
export async function commentServer(count: number): Promise<CommentServer> {
  const comments = Array.from({ length: count }, (_, at) => ({ id: at + 1, body: `comment ${at}` }));
  const state = { comments, requests: [] as string[], mayWrite: true };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    state.requests.push(`${request.method} ${request.url}`);
    const { status, content } = answer(state, request.method ?? '', request.url ?? '', text);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, { url: `http://127.0.0.1:${port}`, close: () => closed(server) });
}

function answer(state: Pick<CommentServer, 'comments' | 'mayWrite'>, method: string, url: string, text: string) {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const { comments } = state;
  if (method === 'GET' && pathname === '/repos/me/app/issues/7/comments') {
    const [size, page] = [Number(searchParams.get('per_page')), Number(searchParams.get('page'))];
    return { status: 200, content: comments.slice(size * (page - 1), size * page) };
  }
  if (!state.mayWrite) return { status: 403, content: { message: 'Resource not accessible by integration' } };
  const { body } = JSON.parse(text) as { body: string };
  if (method === 'POST' && pathname === '/repos/me/app/issues/7/comments') {
    comments.push({ id: comments.length + 1, body });
    return { status: 201, content: comments.at(-1) };
  }
  const id = /^\/repos\/me\/app\/issues\/comments\/(\d+)$/.exec(pathname)?.[1];
  const comment = comments.find((candidate) => candidate.id === Number(id));
  if (method !== 'PATCH' || comment === undefined) return { status: 404, content: { message: 'Not Found' } };
  comment.body = body;
  return { status: 200, content: comment };
}

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
