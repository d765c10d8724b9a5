import { type ReactElement, useContext } from 'react'
import { UploadProvider, type UploadProviderProps } from '../../src/index.ts'
import { MessagesContext } from './MessagesContext.ts'

/** An `UploadProvider` in the language of the toolbar. */
export function StoryProvider(props: UploadProviderProps): ReactElement {
  return <UploadProvider locale={useContext(MessagesContext)} {...props} />
}
