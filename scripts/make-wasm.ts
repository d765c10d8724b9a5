import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { deflateRawSync } from 'node:zlib'

// Extracts the WASM modules of hash-wasm, which publishes them only inside its own code.
const published = dirname(createRequire(import.meta.url).resolve('hash-wasm'))
const folder = new URL('../src/inspect/wasm/', import.meta.url)

mkdirSync(folder, { recursive: true })
for (const name of ['md5', 'sha256']) {
  const code = readFileSync(join(published, `${name}.umd.min.js`), 'utf8')
  const module = /"(AGFzbQ[\w+/=]+)"/.exec(code)?.[1]
  if (!module) throw new Error(`hash-wasm's ${name} holds no WASM module.`)
  const shipped = deflateRawSync(Buffer.from(module, 'base64'), { level: 9 }).toString('base64')
  writeFileSync(
    new URL(`${name}.ts`, folder),
    `// Made by scripts/make-wasm.ts: hash-wasm's module, deflated, because gzip finds little in Base64.\nexport const wasm: string =\n  '${shipped}'\n`,
  )
}
