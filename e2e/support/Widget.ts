import type { Locator, Page } from '@playwright/test'
import type { TestFile } from './files.ts'

/** Finds and operates the parts on a page as a user does. */
export class Widget {
  readonly page: Page
  readonly zone: Locator
  readonly list: Locator
  readonly rejections: Locator
  readonly gallery: Locator

  constructor(page: Page) {
    this.page = page
    // A required dropzone also has a file input, which has the same name as its button.
    this.zone = page.locator('button').and(
      page.getByRole('button', {
        name: /^(Drop (files|a file) here|Choose (files|a file)$|Add (more files|another file))/,
      }),
    )
    this.list = page.getByRole('list', { name: 'Uploads', exact: true })
    this.rejections = page.getByRole('list', { name: 'Files that were not accepted' })
    this.gallery = page.getByRole('region', { name: 'Gallery' }).last()
  }

  /** Clicks the dropzone and chooses files in the dialog. A string is a path on disk. */
  async choose(...files: readonly (TestFile | string)[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.zone.click()
    await this.pick(chooser, files)
  }

  /** Chooses files in a dialog that is open or about to open. */
  async pick(
    chooser: ReturnType<Page['waitForEvent']> | Promise<{ setFiles(files: string[] | TestFile[]): Promise<void> }>,
    files: readonly (TestFile | string)[],
  ): Promise<void> {
    const dialogue = (await chooser) as { setFiles(files: string[] | TestFile[]): Promise<void> }
    const isOnDisk = files.every((file) => typeof file === 'string')
    await dialogue.setFiles(isOnDisk ? [...files] : (files as TestFile[]))
  }

  /** Rows with this file name, newest last. */
  rows(name: string): Locator {
    return this.list.getByRole('listitem').filter({ has: this.name(name) })
  }

  /** The name of a file, which may consist of two halves. */
  name(name: string): Locator {
    return this.page.locator('bdi').and(this.page.getByText(name, { exact: true }))
  }

  row(name: string): Row {
    return new Row(this.rows(name))
  }

  rejection(name: string): Locator {
    return this.rejections.getByRole('listitem').filter({ has: this.name(name) })
  }

  tile(name: string): Locator {
    return this.gallery.getByRole('listitem').filter({ has: this.page.getByRole('link', { name: `Open ${name}` }) })
  }

  /** The tile of a picture that has no link because the API provides no URL to read it. */
  preview(name: string): Locator {
    return this.gallery.getByRole('listitem').filter({ has: this.page.getByRole('img', { name, exact: true }) })
  }

  /** The live region, which contains the latest announcement. */
  get announcement(): Locator {
    return this.page.getByRole('status')
  }
}

/** One row of the list. */
export class Row {
  readonly root: Locator

  constructor(root: Locator) {
    this.root = root
  }

  get progress(): Locator {
    return this.root.getByRole('progressbar')
  }

  button(name: 'Pause' | 'Resume' | 'Cancel' | 'Retry' | 'Clear' | 'Choose'): Locator {
    return this.root.getByRole('button', { name: new RegExp(`^${name} `) })
  }
}
