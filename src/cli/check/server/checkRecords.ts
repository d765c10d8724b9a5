import { withoutSecrets } from '../../../server/options/withoutSecrets.js'
import { createSortableId } from '../../../server/uploads/issue/objectKeys.js'
import type { CheckContext } from '../CheckContext.js'

/** Prepares the records as the first call would, and reads from them. */
export async function checkRecords({ uploads: { service }, findings }: CheckContext): Promise<void> {
  const asked = 'Prepare the records, and look for an upload that does not exist.'
  try {
    await service.prepare()
    await service.records.findUploadByKey(createSortableId())
    findings.ok('records', { asked, message: 'The records answer, and have the tables of this version.' })
  } catch (error) {
    const { name, message } = withoutSecrets(error)
    findings.problem('records', {
      asked,
      message: `The records failed. ${name}: ${message}`,
      code: 'records-failed',
      advice:
        'Check the path or the connection of the records, and whether their user may create tables. Otherwise create them by hand: the statements are in dist/server/schema of the package.',
    })
  }
}
