import { fromBase64 } from '../../../shared/bytes/base64.js'
import type { CreateHasher } from './hasher.js'

/** What hash-wasm's modules export. */
interface HashExports {
  readonly memory: WebAssembly.Memory
  /** The address from which `Hash_Update` reads, and to which `Hash_Final` writes. */
  Hash_GetBuffer(): number
  Hash_Init(): void
  Hash_Update(length: number): void
  Hash_Final(): void
}

/** The room that the modules have for input. */
const inputBytes = 16 * 1024

const digestBytes = { md5: 16, 'sha-256': 32 }

/**
 * Whether the content policy lets WASM run. The eight bytes of an empty module tell: most browsers refuse to compile them,
 * WebKit only to instantiate what it has compiled.
 */
export function canRunWasm(): boolean {
  try {
    return !!new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)))
  } catch {
    return false
  }
}

/** Compiles a module from the form in which it is shipped: deflated, then as Base64. */
export async function compileWasm(shipped: string): Promise<WebAssembly.Module> {
  const deflated = new Blob([fromBase64(shipped)])
  const inflated = deflated.stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return WebAssembly.compile(await new Response(inflated).arrayBuffer())
}

/**
 * Drives a module of hash-wasm without that package's own code, which serves twenty more algorithms and weighs as much
 * as the MD5 module.
 */
export const createWasmHasher: CreateHasher = async (algorithm, wasm) => {
  if (!wasm) throw new Error(`The module for ${algorithm} was not sent.`)
  const { exports } = await WebAssembly.instantiate(wasm)
  const hash = exports as unknown as HashExports
  const input = new Uint8Array(hash.memory.buffer, hash.Hash_GetBuffer(), inputBytes)
  return {
    reset: () => hash.Hash_Init(),
    update(bytes) {
      for (let offset = 0; offset < bytes.length; offset += inputBytes) {
        const piece = bytes.subarray(offset, offset + inputBytes)
        input.set(piece)
        hash.Hash_Update(piece.length)
      }
    },
    digest() {
      hash.Hash_Final()
      return input.slice(0, digestBytes[algorithm])
    },
  }
}
