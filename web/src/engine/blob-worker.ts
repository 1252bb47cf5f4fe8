/**
 * The address of a script that does nothing but run another one. A worker from an address of the host has the policy
 * that its own response brings, which a static host does not send; one from a blob inherits that of who starts it
 * (CSP 3, "Initialize a global object's CSP list"): it cannot talk to other hosts either.
 *
 * @param workerUrl as Vite gives it, relative to the page
 * @param owner the window whose policy it is
 */
export function blobWorkerUrl(workerUrl: string, owner: Window & typeof globalThis): string {
  const script = `import ${JSON.stringify(new URL(workerUrl, document.baseURI).href)};`;
  return owner.URL.createObjectURL(new owner.Blob([script], { type: 'text/javascript' }));
}
