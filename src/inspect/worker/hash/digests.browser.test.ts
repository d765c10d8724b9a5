import { afterAll, describe, expect, it } from 'vitest'
import digests from '../../../../test/inspect/fixtures/digests.json'
import { createOwnInspector, withDefaults } from '../../../../test/inspect/inspectWith.js'
import { patternBytes } from '../../../../test/inspect/patternBytes.js'

const inspector = createOwnInspector()
afterAll(() => inspector.dispose())

describe.each(['md5', 'sha-256'] as const)('%s in a worker', (digest) => {
  it.each(digests)('equals the one of node:crypto for $size bytes', async (expected) => {
    const file = new File([patternBytes(expected.size)], 'pattern.bin')
    const inspection = await inspector.inspect(file, withDefaults({ digest }))
    expect(inspection.digest).toMatchObject({ algorithm: digest, base64: expected[digest] })
  })
})
