import { expect } from 'vitest'
import { makeBytes, makeText, sha256, type TestFile } from '../../support/files.ts'
import type { Matches } from '../../support/gate.ts'
import type { Harness } from '../Harness.ts'
import { it, smoke } from '../smoke.ts'

const puts: Matches = ({ method }) => method === 'PUT'
const confirms: Matches = ({ method, path }) => method === 'POST' && path.endsWith('/files')

/** Uploads that a reload has interrupted. */
export function describeRecovery(getHarness: () => Harness): void {
  it('continues the queue after a reload, and keeps nothing once it is finished', smoke, async () => {
    const harness = getHarness()
    const files = ['a.txt', 'b.txt', 'c.txt'].map((name) => makeText(name))
    const traffic = await harness.open({ scene: 'recovery', sending: '1', ...kept(harness) })
    const held = harness.shared.proxy.gate.hold(puts)
    await harness.chooseFiles(...files)
    await held.arrived
    await expect.poll(() => countStored(harness, 'records')).toBe(3)
    await expectFilesKept(harness, 3)

    await harness.reload()
    await expect.poll(() => harness.rows()).toHaveLength(3)
    await chooseAgain(harness, ...files)
    expect(traffic.records).toEqual([])
    held.release()
    await harness.expectUploaded(3)
    expect(traffic.records.map(({ name }) => name).toSorted()).toEqual(['a.txt', 'b.txt', 'c.txt'])
    for (const { name, objectKey } of traffic.records) {
      const file = files.find((one) => one.name === name)
      expect(await traffic.sha256(objectKey)).toBe(sha256(file?.buffer ?? Buffer.of()))
    }
    await expect.poll(() => countStored(harness, 'records')).toBe(0)
    await expectFilesKept(harness, 0)
  })

  it('confirms a stored file after a reload, without sending it again', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'recovery', ...kept(harness) })
    const held = harness.site.gate.hold(confirms, 1)
    await harness.chooseFiles(makeText())
    await held.arrived
    await expect.poll(() => readStages(harness)).toEqual([expect.stringMatching(/^(confirming|registering)$/)])
    await harness.reload()
    await harness.expectUploaded(1)
    held.release()
    // The call of the page that is gone, and that of the new one.
    await expect.poll(() => traffic.calls('confirm').length).toBeGreaterThan(1)
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
    await expect.poll(() => countStored(harness, 'records')).toBe(1)
    expect(await countStored(harness, 'files')).toBe(0)
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
    await harness.open({ scene: 'recovery', scope: 'ann', ...kept(harness) })
    const held = harness.shared.proxy.gate.hold(puts)
    await harness.chooseFiles(makeText('private.txt'))
    await held.arrived
    await expect.poll(() => countStored(harness, 'records')).toBe(1)
    await harness.visit({ scene: 'recovery', scope: 'bob', ...kept(harness) })
    await harness.chooseFiles(makeText('own.txt'))
    await harness.expectRows(/own\.txt/)
    held.release()
    await harness.expectUploaded(1)
  })
}

async function expectFilesKept(harness: Harness, count: number): Promise<void> {
  const { keepsFiles } = harness.browser
  await expect.poll(() => (keepsFiles ? countStored(harness, 'files') : count)).toBe(count)
}

/** Keeps no files where the browser could not, because its database does nothing else until it has refused them. */
function kept({ browser }: Harness): Readonly<Record<string, string>> {
  return browser.keepsFiles ? {} : { keep: '0' }
}

/** Chooses files once more for their rows, in a browser that has not kept them. */
async function chooseAgain(harness: Harness, ...files: readonly TestFile[]): Promise<void> {
  if (harness.browser.keepsFiles) return
  for (const [index, file] of files.entries()) {
    const left = files.length - index
    await expect.poll(() => harness.texts('.coatcheck-upload-input')).toHaveLength(left)
    await harness.chooseFilesIn('.coatcheck-upload-input', file)
  }
}

function countStored(harness: Harness, table: 'records' | 'files'): Promise<number> {
  return harness.browser.evaluate(readTable, table, 'count')
}

async function readStages(harness: Harness): Promise<readonly string[]> {
  const records = await harness.browser.evaluate(readTable, 'records', 'getAll')
  return (records as readonly { readonly record: { readonly stage: string } }[]).map(({ record }) => record.stage)
}

/** Runs in a page: counts the rows in a table of its database, or returns them. */
async function readTable(table: string, method: 'count' | 'getAll'): Promise<never> {
  const databases = await indexedDB.databases()
  if (!databases.some(({ name }) => name === 'coatcheck')) return (method === 'count' ? 0 : []) as never
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => reject(new Error(`The database ${what}.`))
    // What takes longer is asked for again.
    setTimeout(() => fail('does not answer'), 3000)
    const opening = indexedDB.open('coatcheck')
    opening.addEventListener('error', () => fail('cannot be opened'))
    opening.addEventListener('success', () => {
      const database = opening.result
      const transaction = database.transaction(table)
      const reading = transaction.objectStore(table)[method]()
      transaction.addEventListener('abort', () => fail('has aborted'))
      transaction.addEventListener('complete', () => {
        database.close()
        resolve(reading.result as never)
      })
    })
  })
}
