'use client'

import {
  type ChangeEvent,
  type ComponentType,
  type ReactElement,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Upload } from '../../../../contract/upload.js'
import type { Uploader } from '../../../../contract/uploader.js'
import type { Messages } from '../../../../locales/messages.js'
import { enRecovery } from '../../../../locales/recovery/en.js'
import type { RecoveryTexts } from '../../../../locales/recovery/RecoveryTexts.js'
import type { FileComparisons } from '../status/FileComparisons.js'

// It imports nothing of the page: bundlers would split that off.

interface MissingFileProps {
  readonly upload: Upload
  readonly name: string
  readonly uploader: Pick<Uploader, 'provideFile'>
  readonly speaker: { say(text: string): void }
  readonly messages: Messages
  readonly comparisons: FileComparisons
  readonly Button: ComponentType<ChooseButtonProps>
}

export interface ChooseButtonProps {
  readonly label: string
  readonly isDisabled: boolean
  readonly onAct: () => void
}

/** TypeScript does not declare it. Browsers without it ask for no permission. */
interface Permitting {
  requestPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>
}

/**
 * Asks to choose the file or, if the browser has a handle of it, to allow access. Reports if it is a different file. A file
 * that may not be read or is gone has to be chosen.
 */
export function MissingFile(props: MissingFileProps): ReactElement {
  const { upload, name, uploader, speaker, messages, comparisons, Button } = props
  const { actions, status } = messages
  const input = useRef<HTMLInputElement>(null)
  const state = useSyncExternalStore(
    comparisons.subscribe,
    () => comparisons.of(upload),
    () => undefined,
  )
  const isRefused = state === 'no-access' || state === 'another-file'
  const handle = upload.status === 'paused' && !isRefused ? upload.handle : undefined
  const texts = useTexts(messages, handle !== undefined)
  const canAllow = handle !== undefined && texts !== undefined
  const words = canAllow && state !== 'comparing' ? texts.allowToContinue : undefined
  useEffect(() => {
    if (words === undefined) return undefined
    comparisons.set(upload.id, { words })
    // A row that lacks its file for another reason later must not say this.
    return () => {
      if (typeof comparisons.get(upload.id) === 'object') comparisons.set(upload.id, undefined)
    }
  }, [words, comparisons, upload.id])

  async function compare(file: File): Promise<void> {
    comparisons.set(upload.id, 'comparing')
    try {
      const isSame = await uploader.provideFile(upload.id, file)
      comparisons.set(upload.id, isSame ? undefined : 'another-file')
      if (!isSame) speaker.say(status.anotherFile)
    } catch (error) {
      // It could not be compared, so the row still asks for the file.
      comparisons.set(upload.id, undefined)
      console.warn(error)
    }
  }

  async function allow(found: FileSystemFileHandle & Permitting): Promise<void> {
    try {
      // Before anything is awaited, because browsers ask only during a click.
      const asked = found.requestPermission?.({ mode: 'read' })
      comparisons.set(upload.id, 'comparing')
      const permission = (await asked) ?? 'granted'
      if (permission === 'granted') {
        await compare(await found.getFile())
        return
      }
      // The question was closed without an answer, so it can be asked again.
      if (permission === 'prompt') {
        comparisons.set(upload.id, undefined)
        return
      }
    } catch {
      // The file was moved or deleted.
    }
    comparisons.set(upload.id, 'no-access')
    speaker.say(status.fileMissing)
  }

  function onChange({ target }: ChangeEvent<HTMLInputElement>): void {
    const [file] = target.files ?? []
    // The input is emptied so that choosing the same file again, after changing it back, fires a change.
    target.value = ''
    if (file) void compare(file)
  }

  const onAct = (): void => (canAllow ? void allow(handle) : input.current?.click())
  return (
    <>
      <input ref={input} type="file" className="coatcheck-upload-input" hidden onChange={onChange} />
      <Button
        label={canAllow ? texts.allow(name) : actions.choose(name)}
        isDisabled={state === 'comparing'}
        onAct={onAct}
      />
    </>
  )
}

/** The texts in the language of the page; undefined until they are loaded. */
function useTexts({ recovery }: Messages, isNeeded: boolean): RecoveryTexts | undefined {
  const load = recovery?.loadTexts
  const [loaded, setLoaded] = useState<RecoveryTexts>()
  useEffect(() => {
    // Without them, the row asks to choose the file.
    if (isNeeded) load?.().then(setLoaded, () => undefined)
  }, [load, isNeeded])
  return load ? loaded : enRecovery
}
