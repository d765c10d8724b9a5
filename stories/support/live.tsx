import type { ArgTypes, Decorator } from '@storybook/react-vite'
import { useEffect } from 'react'
import { LiveProvider } from './LiveProvider.tsx'
import { type NetworkArgs, networkArgs, networkArgTypes } from './network/NetworkArgs.ts'
import { openPageNetwork, setConditions } from './network/pageNetwork.ts'
import { setOnline } from './network/setOnline.ts'

const WithNetwork: Decorator = (Story, { args }) => {
  const conditions = { ...networkArgs, ...(args as Partial<NetworkArgs>) }
  setConditions(conditions)
  const { offline } = conditions
  useEffect(() => {
    setOnline(!offline)
    return () => setOnline(true)
  }, [offline])
  return (
    <LiveProvider>
      <Story />
    </LiveProvider>
  )
}

interface LiveStory {
  readonly args: NetworkArgs
  readonly argTypes: ArgTypes<NetworkArgs>
  // Storybook takes no readonly array.
  readonly decorators: Decorator[]
  readonly parameters: object
  readonly beforeEach: () => Promise<() => Promise<void>>
}

/**
 * What a story needs in order to upload for real with nothing running: a mocked server in the page, and controls for
 * latency, loss, expiry, refusal and offline. Spread it into the story; the provider is part of it.
 * @example export const Live: Story = { ...live, args: { ...live.args, density: 'compact' } }
 */
export const live: LiveStory = {
  args: networkArgs,
  argTypes: networkArgTypes,
  decorators: [WithNetwork],
  // The props of the part are on its page.
  parameters: { controls: { include: Object.keys(networkArgs) } },
  beforeEach: () => Promise.resolve(openPageNetwork()),
}
