import type { Decorator, Preview } from '@storybook/react-vite'
import { useEffect } from 'react'
import '../src/styles.css'

const Themed: Decorator = (Story, { globals }) => {
  const theme = globals['theme'] === 'dark' ? 'dark' : 'light'
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
    document.documentElement.style.colorScheme = theme
    document.body.style.background = theme === 'dark' ? '#0c0d10' : '#f5f6f8'
  }, [theme])
  return (
    <main
      style={{ maxInlineSize: '44rem', marginInline: 'auto', padding: '1.5rem', fontFamily: 'system-ui, sans-serif' }}
    >
      <Story />
    </main>
  )
}

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [Themed],
  globalTypes: {
    theme: {
      description: 'Colours',
      toolbar: { icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'light' },
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { expanded: true },
  },
}

export default preview
