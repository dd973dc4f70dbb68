const SHARED = [
  "default-src 'none'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
];

/** For pages. Styles alone are open to inline text: the theme's variables and positions of virtual rows are. */
const PAGE = [...SHARED, "script-src 'self'", "style-src 'self' 'unsafe-inline'"].join('; ');

/** A worker has its own policy, sent with its script. Only here may WebAssembly be compiled (search index). */
const WORKER = [...SHARED, "script-src 'self' 'wasm-unsafe-eval'"].join('; ');

/**
 * The policy header for a response of the app's own files: HTML and scripts need one (a script may be a worker,
 * and a worker without a header of its own has no policy at all), other files ignore it.
 */
export function policyFor(contentType: string): string | null {
  if (contentType.startsWith('text/html')) return PAGE;
  if (contentType.startsWith('text/javascript')) return WORKER;
  return null;
}
