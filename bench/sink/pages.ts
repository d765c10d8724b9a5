import { readFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
}

/** Serves the files of a folder that builds have made: no name in it comes from outside. */
export function servePages(folder: string): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://sink')
    const type = types[extname(pathname)] ?? 'application/octet-stream'
    readFile(join(folder, pathname)).then(
      (content) => response.setHeader('Content-Type', type).end(content),
      () => response.writeHead(404).end(),
    )
  }
}
