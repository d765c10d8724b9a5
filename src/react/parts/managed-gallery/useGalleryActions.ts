'use client'

import { useCallback, useMemo, useState } from 'react'
import type { FileChange, StoredFile } from '../../../contract/storedFile.js'
import type { GalleryTexts } from '../../../locales/gallery/GalleryTexts.js'
import type { AnnouncedFiles, Announcement } from '../../../locales/messages.js'
import { nameInSentence } from '../../../shared/showText.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useCoatcheck } from '../../provider/context.js'
import type { PendingDeletion } from '../../verbs/Deletions.js'
import { describeRefusal } from '../../verbs/texts/describeRefusal.js'
import { useDeleteFiles } from '../../verbs/useDeleteFiles.js'
import { useUpdateFile } from '../../verbs/useUpdateFile.js'
import type { GalleryItem } from '../gallery/useGallery.js'
import type { UploadBackend } from '../../../contract/backend.js'
import { readFreshUrl } from './readFreshUrl.js'
import { saveFile } from './saveFile.js'

/** What users may do with a file of a {@link ManagedGallery}. */
export type GalleryAction = 'download' | 'copyLink' | 'edit' | 'delete'

export interface GalleryActions {
  /** Null: not wanted, or the backend or the browser cannot. */
  readonly download: ((items: readonly GalleryItem[]) => void) | null
  readonly copyLinks: ((items: readonly GalleryItem[]) => void) | null
  readonly edit: ((item: GalleryItem) => void) | null
  readonly remove: ((items: readonly GalleryItem[]) => void) | null
  readonly undo: () => void
  /** The deletion that `undo` takes back. */
  readonly lastDeletion: PendingDeletion | undefined
  /** The item whose dialog is open. */
  readonly edited: GalleryItem | null
  /** What was typed for it before and could not be saved. */
  readonly draft: FileChange | null
  /** Saves the changes of that item, and closes the dialog. */
  readonly save: (change: FileChange) => void
  readonly closeDialog: () => void
  /** A message that the user has not dismissed. */
  readonly notice: string | null
  readonly dismissNotice: () => void
  /** Reads a message out and shows it. */
  readonly tell: (text: string) => void
}

export interface GalleryActionsOptions {
  readonly backend: UploadBackend | undefined
  readonly wanted: readonly GalleryAction[]
  readonly undoMs: number | undefined
  readonly getLink: ((item: GalleryItem) => string | Promise<string>) | undefined
  readonly texts: GalleryTexts
}

/** What was typed for a file and could not be saved. */
interface Unsaved extends FileChange {
  readonly id: string
}

/** A file with which something could not be done, and why. */
interface Failure {
  readonly file: StoredFile
  readonly error: unknown
}

export function useGalleryActions({ backend, wanted, undoMs, getLink, texts }: GalleryActionsOptions): GalleryActions {
  const { speaker, queryClient } = useCoatcheck('ManagedGallery')
  const messages = useMessages()
  const [notice, setNotice] = useState<string | null>(null)
  const [edited, setEdited] = useState<GalleryItem | null>(null)
  const [unsaved, setUnsaved] = useState<Unsaved | null>(null)
  const { updateFile } = useUpdateFile({ backend })
  const tell = useCallback(
    (text: string): void => {
      speaker.say(text)
      setNotice(text)
    },
    [speaker],
  )
  const tellFailed = useCallback(
    (describe: Announcement, failures: readonly Failure[]): void => {
      const [first] = failures
      if (!first) return
      const reason = describeRefusal(first.error, messages, texts)
      tell(describe({ ...toNews(failures.map(({ file }) => file)), reason }))
    },
    [messages, texts, tell],
  )
  const { deleteFiles, undo, pending } = useDeleteFiles({
    backend,
    undoMs,
    onFailed: (failures) => tellFailed(texts.notDeleted, failures),
  })
  const lastDeletion = pending.at(-1)

  return useMemo(() => {
    const isWanted = (action: GalleryAction): boolean => wanted.includes(action)
    const linkTo = async (item: GalleryItem): Promise<string> =>
      getLink ? getLink(item) : readFreshUrl(queryClient, item)
    const copy = async (items: readonly GalleryItem[]): Promise<void> => {
      try {
        const links = await Promise.all(items.map(linkTo))
        await navigator.clipboard.writeText(links.join('\n'))
        tell(texts.linksCopied(links.length))
      } catch {
        tell(texts.notCopied)
      }
    }
    const download = async (items: readonly GalleryItem[]): Promise<void> => {
      const failures: Failure[] = []
      for (const item of items) {
        const { file } = item
        try {
          // One after another, because all at once might not fit into memory.
          // oxlint-disable-next-line no-await-in-loop
          await saveFile(await readFreshUrl(queryClient, item), file)
        } catch (error) {
          failures.push({ file, error })
        }
      }
      tellFailed(texts.notDownloaded, failures)
    }
    const closeDialog = (): void => {
      setEdited(null)
      setUnsaved(null)
    }
    const save = async (change: FileChange): Promise<void> => {
      if (!edited) return
      const { file } = edited
      closeDialog()
      try {
        await updateFile?.(file.id, change)
      } catch (error) {
        setUnsaved({ ...change, id: file.id })
        tellFailed(texts.notChanged, [{ file, error }])
      }
    }
    const hasClipboard = globalThis.navigator?.clipboard !== undefined
    return {
      download: isWanted('download') ? (items) => void download(items) : null,
      copyLinks: isWanted('copyLink') && hasClipboard ? (items) => void copy(items) : null,
      edit: isWanted('edit') && updateFile ? setEdited : null,
      remove:
        isWanted('delete') && deleteFiles
          ? (items) => {
              const files = items.map(({ file }) => file)
              if (files.length === 0) return
              deleteFiles(files)
              setNotice(null)
              speaker.say(`${texts.deleted(toNews(files))} ${texts.undo}: Ctrl+Z`)
            }
          : null,
      undo() {
        if (!lastDeletion) return
        undo(lastDeletion.id)
        speaker.say(texts.restored(toNews(lastDeletion.files)))
      },
      lastDeletion,
      edited,
      draft: unsaved?.id === edited?.file.id ? unsaved : null,
      save: (change) => void save(change),
      closeDialog,
      notice,
      dismissNotice: () => setNotice(null),
      tell,
    }
  }, [
    wanted,
    getLink,
    texts,
    speaker,
    tell,
    tellFailed,
    queryClient,
    updateFile,
    deleteFiles,
    undo,
    lastDeletion,
    edited,
    unsaved,
    notice,
  ])
}

/** The files that an announcement is about. */
export function toNews(files: readonly { readonly name?: string }[]): AnnouncedFiles {
  const name = files[0]?.name
  return { count: files.length, ...(files.length === 1 && name && { name: nameInSentence(name) }) }
}
