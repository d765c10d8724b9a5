import { afterAll, beforeAll, describe } from 'vitest'
import type { BrowserName } from './driver/browserDriver.ts'
import { Harness } from './Harness.ts'
import { describeContract } from './scenarios/contract.ts'
import { describeFaults } from './scenarios/faults.ts'
import { describeGallery } from './scenarios/gallery.ts'
import { describeHashing } from './scenarios/hashing.ts'
import { describeInterface } from './scenarios/interface.ts'
import { describePictures } from './scenarios/pictures.ts'
import { describePrepare } from './scenarios/prepare.ts'
import { describeRecovery } from './scenarios/recovery.ts'
import { describeUploads } from './scenarios/uploads.ts'

const rooms = {
  uploads: describeUploads,
  interface: describeInterface,
  contract: describeContract,
  faults: describeFaults,
  recovery: describeRecovery,
  hashing: describeHashing,
  pictures: describePictures,
  prepare: describePrepare,
  gallery: describeGallery,
} as const

/** Runs every scenario in one browser, which is started once. */
export function describeScenarios(name: BrowserName): void {
  describe(`in ${name}`, () => {
    let harness: Harness | undefined

    beforeAll(async () => {
      harness = await Harness.start(name)
    })
    afterAll(() => harness?.close())

    const getHarness = (): Harness => {
      if (!harness) throw new Error('The browser has not been started.')
      return harness
    }
    describe.each(Object.entries(rooms))('%s', (_, describeRoom) => {
      describeRoom(getHarness)
    })
  })
}
