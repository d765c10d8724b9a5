import { expectStored } from './support/expectStored.ts'
import { makeDiskFile } from './support/files.ts'
import { expect, test } from './support/test.ts'

test('stores a file of 300 MB byte for byte', async ({ openDemo, widget, traffic }) => {
  // Hashing, sending and storing so much may take minutes on a busy machine.
  test.setTimeout(300_000)
  const file = await makeDiskFile('video.mov', 300_000_000)
  try {
    await openDemo()
    await widget.choose(file.path)
    await expect(widget.row(file.name).root).toContainText('Uploaded', { timeout: 240_000 })
    await expectStored(traffic, file.name, await file.sha256())
  } finally {
    await file.remove()
  }
})
