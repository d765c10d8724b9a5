import { expect, test } from '@playwright/test'
import { Faultline } from './soak/Faultline.ts'
import { runSoak } from './soak/runSoak.ts'
import { findApi } from './soak/soakedApis.ts'
import { startSharedStorage } from './support/sharedStorage.ts'

test.setTimeout(180_000)

// `npm run soak` uploads thousands of files. This short run makes sure that it still works.
test('uploads ninety files, one in five with a fault, to the expected outcomes, and leaves nothing behind', async ({
  page,
}) => {
  const api = findApi('rest')
  const shared = await startSharedStorage()
  const faultline = await Faultline.start(shared, api)
  try {
    const { wrong } = await runSoak(page, faultline, {
      api,
      laps: [30, 60],
      seed: 'e2e',
      hurry: 5,
      keepsRecords: false,
      tell: () => undefined,
    })
    expect(wrong).toEqual([])
  } finally {
    await faultline.site.stop()
    await shared.stop()
  }
})
