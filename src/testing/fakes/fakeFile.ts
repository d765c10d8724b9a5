/** `Uint8Array<ArrayBuffer>`; before TypeScript 5.7 it takes no argument, and is the same. */
type Bytes = ReturnType<TextEncoder['encode']>

const contents = new WeakMap<Blob, Uint8Array>()

/** A file whose bytes the fakes can read at once, so that a test on a fake clock waits for nothing real. */
export function createFakeFile(name: string, content: string | Bytes = name, type = 'text/plain'): File {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const file = new File([bytes], name, { type, lastModified: 0 })
  contents.set(file, bytes)
  return file
}

/** The bytes of any file; at once for one made by {@link createFakeFile}. */
export async function readFakeFile(file: Blob): Promise<Uint8Array> {
  return contents.get(file) ?? new Uint8Array(await file.arrayBuffer())
}
