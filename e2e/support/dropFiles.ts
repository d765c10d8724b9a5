import type { Locator, Page } from '@playwright/test'

/** The steps of a real drag in the browser, with real files and folders. */
export interface FileDrag {
  enter(): Promise<void>
  drop(): Promise<void>
  /** Moves the drag to a corner of the page, where nothing accepts files. */
  leave(): Promise<void>
}

/** Drags files from the desktop onto an element with DevTools commands, so that the events come from the browser itself. */
export async function dragFiles(page: Page, target: Locator, paths: readonly string[]): Promise<FileDrag> {
  const session = await page.context().newCDPSession(page)
  const box = await target.boundingBox()
  if (!box) throw new Error('The drop target is not visible.')
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
