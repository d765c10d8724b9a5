import { expect, it } from 'vitest'
import { makeBytes, makeText, sha256 } from '../../support/files.ts'
import type { Matches } from '../../support/gate.ts'
import type { Harness } from '../Harness.ts'
import { smoke } from '../smoke.ts'

const puts: Matches = ({ method }) => method === 'PUT'
const confirms: Matches = ({ method, path }) => method === 'POST' && path.endsWith('/files')

interface StoredCounts {
  readonly records: number
  readonly files: number
  readonly [name: string]: number
}

/** Uploads that a reload has interrupted. */
export function describeRecovery(getHarness: () => Harness): void {
  it('continues the queue after a reload, and keeps nothing once it is finished', smoke, async () => {
    const harness = getHarness()
    const files = ['a.txt', 'b.txt', 'c.txt'].map((name) => makeText(name))
    const traffic = await harness.open({ scene: 'recovery', sending: '1' })
    const held = harness.shared.proxy.gate.hold(puts)
    await harness.chooseFiles(...files)
    await held.arrived
    await expect.poll(() => countStored(harness)).toEqual({ records: 3, files: 3 })

    await harness.reload()
    await expect.poll(() => harness.rows()).toHaveLength(3)
    expect(traffic.records).toEqual([])
    held.release()
    await harness.expectUploaded(3)
    expect(traffic.records.map(({ name }) => name).toSorted()).toEqual(['a.txt', 'b.txt', 'c.txt'])
    for (const { name, objectKey } of traffic.records) {
      const file = files.find((one) => one.name === name)
      expect(await traffic.sha256(objectKey)).toBe(sha256(file?.buffer ?? Buffer.of()))
    }
    await expect.poll(() => countStored(harness)).toEqual({ records: 0, files: 0 })
  })

  it('confirms a stored file after a reload, without sending it again', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'recovery' })
    const held = harness.site.gate.hold(confirms, 1)
    await harness.chooseFiles(makeText())
    await held.arrived
    await harness.reload()
    await harness.expectUploaded(1)
    held.release()
    expect(traffic.sends).toHaveLength(1)
    expect(traffic.records).toHaveLength(1)
  })

  it('asks for a file that was too large to keep, and takes no other one for it', async () => {
    const harness = getHarness()
    const [file, other] = [makeBytes('video.bin', 5000), makeBytes('video.bin', 5000)]
    const traffic = await harness.open({ scene: 'recovery', keep: '1000' })
    const held = harness.shared.proxy.gate.hold(puts)
    await harness.chooseFiles(file)
    await held.arrived
    await expect.poll(() => countStored(harness)).toEqual({ records: 1, files: 0 })
    await harness.reload()
    await harness.expectRows(/Choose the file again to continue/)
    held.release()
    await harness.chooseFilesIn('.coatcheck-upload-input', other)
    await harness.expectRows(/That is a different file\./)
    await harness.chooseFilesIn('.coatcheck-upload-input', file)
    await harness.expectUploaded(1)
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(sha256(file.buffer))
  })

  it('shows another person nothing', async () => {
    const harness = getHarness()
    await harness.open({ scene: 'recovery', scope: 'ann' })
    const held = harness.shared.proxy.gate.hold(puts)
    await harness.chooseFiles(makeText('private.txt'))
    await held.arrived
    await expect.poll(() => countStored(harness)).toMatchObject({ records: 1 })
    await harness.visit({ scene: 'recovery', scope: 'bob' })
    await harness.chooseFiles(makeText('own.txt'))
    await harness.expectRows(/own\.txt/)
    held.release()
    await harness.expectUploaded(1)
  })
}

/** Counts what the page's database contains. */
function countStored(harness: Harness): Promise<StoredCounts> {
  return harness.browser.evaluate(async () => {
    const databases = await indexedDB.databases()
    if (!databases.some(({ name }) => name === 'coatcheck')) return { records: 0, files: 0 }
    return new Promise<StoredCounts>((resolve, reject) => {
      const opening = indexedDB.open('coatcheck')
      opening.addEventListener('error', () => reject(opening.error ?? new Error('The database cannot be opened.')))
      opening.addEventListener('success', () => {
        const database = opening.result
        const transaction = database.transaction(['records', 'files'])
        const [records, files] = ['records', 'files'].map((store) => transaction.objectStore(store).count())
        transaction.addEventListener('complete', () => {
          database.close()
          resolve({ records: records?.result ?? 0, files: files?.result ?? 0 })
        })
      })
    })
  })
}
