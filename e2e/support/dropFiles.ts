import type { Locator, Page } from '@playwright/test'

/** The steps of a drag that the browser itself carries out, with real files and folders of this machine. */
export interface FileDrag {
  enter(): Promise<void>
  drop(): Promise<void>
  /** To a corner of the page, where nobody takes files. */
  leave(): Promise<void>
}

/** A drag from the desktop onto an element, by the browser's own protocol: nothing of it is made up by script. */
export async function dragFiles(page: Page, target: Locator, paths: readonly string[]): Promise<FileDrag> {
  const session = await page.context().newCDPSession(page)
  const box = await target.boundingBox()
  if (!box) throw new Error('There is nothing to drop files on.')
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const dispatch = async (type: 'dragEnter' | 'dragOver' | 'drop', { x, y } = point): Promise<void> => {
    await session.send('Input.dispatchDragEvent', { type, x, y, data })
  }
  return {
    enter: async () => {
      await dispatch('dragEnter')
      await dispatch('dragOver')
    },
    drop: () => dispatch('drop'),
    leave: () => dispatch('dragOver', { x: 2, y: 2 }),
  }
}
