// Keeps one comment of a pull request up to date: `node sticky-comment.mjs check.md`, in a GitHub Actions job. A job that
// may not write comments, as for a pull request from a fork, says so and ends well: the verdict is not its concern.
import { readFileSync } from 'node:fs';

/** Refusals of a token that may only read. */
const refusals = [401, 403, 404];
const pageSize = 100;

const { GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, COMMENT_ID = 'preflash' } = process.env;
const api = process.env.GITHUB_API_URL ?? 'https://api.github.com';

class RefusedError extends Error {}

async function call(method, path, body) {
  const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${GITHUB_TOKEN}` };
  const response = await fetch(`${api}/repos/${GITHUB_REPOSITORY}${path}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (refusals.includes(response.status)) throw new RefusedError(`${method} ${path}: ${response.status}`);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function findComment(pullRequest, marker) {
  for (let page = 1; ; page++) {
    const comments = await call('GET', `/issues/${pullRequest}/comments?per_page=${pageSize}&page=${page}`);
    const found = comments.find(({ body }) => body?.startsWith(marker));
    if (found || comments.length < pageSize) return found;
  }
}

async function update(pullRequest, text) {
  const marker = `<!-- preflash: ${COMMENT_ID} -->`;
  const body = { body: `${marker}\n${text}` };
  const before = await findComment(pullRequest, marker);
  if (before) await call('PATCH', `/issues/comments/${before.id}`, body);
  else await call('POST', `/issues/${pullRequest}/comments`, body);
}

const event = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
try {
  await update(event.pull_request.number, readFileSync(process.argv[2], 'utf8'));
} catch (error) {
  const level = error instanceof RefusedError ? 'notice' : 'warning';
  const why = error instanceof RefusedError ? 'this job may not write to the pull request' : 'it could not be written';
  console.log(`::${level} title=preflash::No comment, ${why} (${error.message}). The figures are in the job summary.`);
}
