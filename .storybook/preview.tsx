import type { ArgTypes, Decorator, Preview } from '@storybook/react-vite'
import { useEffect } from 'react'
import type { InputType } from 'storybook/internal/types'
import { configure } from 'storybook/test'
import '../src/styles.css'
import './preview.css'
import { en } from '../src/locales/en.ts'
import type { Messages } from '../src/locales/messages.ts'
import { findLanguage, languages } from '../demo/page/languages.ts'
import { MessagesContext } from '../stories/support/MessagesContext.ts'

// Parts load code on demand, which takes a busy machine more than the second that a query waits otherwise.
configure({ asyncUtilTimeout: 10_000 })

const WithPage: Decorator = (Story, { globals, loaded, viewMode }) => {
  const { theme, direction, locale } = globals as Toolbar
  const messages = (loaded['messages'] as Messages | undefined) ?? en
  useEffect(() => {
    const page = document.documentElement
    page.dataset['theme'] = theme
    page.style.colorScheme = theme
    page.lang = locale
    page.dir = direction === 'auto' ? (findLanguage(locale)?.direction ?? 'ltr') : direction
  }, [theme, direction, locale])
  // A page of documentation has its own landmarks.
  const Page = viewMode === 'docs' ? 'div' : 'main'
  return (
    <MessagesContext.Provider value={messages}>
      <Page className="story-page">
        <Story />
      </Page>
    </MessagesContext.Provider>
  )
}

/** Spells out unions, which Storybook calls "union", and offers no control for what cannot be typed in: functions. */
function polishArgTypes({ argTypes }: { readonly argTypes: ArgTypes }): ArgTypes {
  return Object.fromEntries(Object.entries(argTypes).map(([name, argType]) => [name, polishArgType(argType)]))
}

function polishArgType(argType: InputType): InputType {
  const { type, table, control } = argType
  const raw = typeof type === 'object' && type !== null && 'raw' in type ? type.raw : undefined
  const summary = table?.type?.summary === 'union' ? raw : table?.type?.summary
  return {
    ...argType,
    ...(summary !== undefined && { table: { ...table, type: { summary } } }),
    control: summary?.includes('=>') ? false : control,
  }
}

interface Toolbar {
  readonly theme: 'light' | 'dark'
  readonly direction: 'auto' | 'ltr' | 'rtl'
  readonly locale: string
}

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [WithPage],
  argTypesEnhancers: [polishArgTypes],
  loaders: [async ({ globals }) => ({ messages: await findLanguage((globals as unknown as Toolbar).locale)?.load() })],
  globalTypes: {
    theme: {
      description: 'Colours',
      toolbar: { icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true },
    },
    locale: {
      description: 'Language',
      toolbar: {
        icon: 'globe',
        items: languages.map(({ tag, name }) => ({ value: tag, title: name, right: tag })),
        dynamicTitle: true,
      },
    },
    direction: {
      description: 'Direction',
      toolbar: {
        icon: 'transfer',
        items: [
          { value: 'auto', title: 'Direction of the language' },
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { theme: 'light', locale: 'en', direction: 'auto', viewport: { value: undefined } },
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { expanded: true },
    viewport: {
      options: {
        small: { name: 'Small phone, 320', styles: { width: '320px', height: '640px' }, type: 'mobile' },
        phone: { name: 'Phone, 390', styles: { width: '390px', height: '844px' }, type: 'mobile' },
        column: { name: 'Column, 704', styles: { width: '704px', height: '900px' }, type: 'tablet' },
      },
    },
    options: {
      storySort: {
        order: [
          'Start here',
          'Whole',
          'Parts',
          [
            'UploadProvider',
            'UploadPanel',
            'Dropzone',
            'UploadButton',
            'AvatarField',
            'UploadList',
            'UploadRow',
            'UploadGrid',
            'UploadTray',
            'UploadSummary',
            'RejectionList',
            'Gallery',
            'BlurhashImage',
            'DoctorButton',
          ],
        ],
      },
    },
  },
}

export default preview
