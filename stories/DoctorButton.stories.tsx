import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import type { Check, Diagnosis } from '../src/doctor.ts'
import { DoctorButton, type DoctorButtonProps } from '../src/index.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { StoryProvider } from './support/StoryProvider.tsx'

const fine: readonly Check[] = [
  { name: 'page', outcome: 'ok', message: 'The page is a secure context.' },
  { name: 'ticket', outcome: 'ok', message: 'The backend answers with a ticket for a PUT.' },
]
const warning: Check = {
  name: 'worker',
  outcome: 'warning',
  code: 'worker-blocked',
  message:
    "The page's content policy lets no Web Worker start. Files are read on the page itself, in small slices: slower.",
  advice: "Let the policy have worker-src 'self', and blob: too if your bundler does not ship the worker's file.",
}
const problem: Check = {
  name: 'etag',
  outcome: 'problem',
  code: 'etag-hidden',
  message: 'Storage took the probe, but hides the ETag from the page, and this API needs it to register files.',
  advice:
    'Give the bucket this CORS rule (S3, R2):\n[{ "AllowedOrigins": ["https://your.app"], "AllowedMethods": ["PUT"], "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"] }]',
}

interface Arguments extends DoctorButtonProps {
  /** null while the checks are running. */
  readonly checks: readonly Check[] | null
}

function Consulted({ checks, ...props }: Arguments): React.ReactElement {
  const doctor = (): Promise<Diagnosis> =>
    checks ? Promise.resolve({ ok: !checks.includes(problem), backend: 'rest', checks }) : new Promise(() => undefined)
  return (
    <StoryProvider uploader={createStaticUploader([])} doctor={doctor}>
      <DoctorButton {...props} />
    </StoryProvider>
  )
}

const meta: Meta<Arguments> = {
  title: 'Parts/DoctorButton',
  component: DoctorButton,
  render: (args) => <Consulted {...args} />,
  argTypes: { checks: { control: false, table: { disable: true } } },
}

export default meta
type Story = StoryObj<Arguments>

/** A report that says so. */
const reports = (checks: Arguments['checks'], words: string): Story => ({
  args: { checks },
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Check the set-up' }))
    await expect(await within(canvasElement).findByText(words)).toBeVisible()
  },
})

export const Running: Story = reports(null, 'Uploading a small test file…')
export const Sound: Story = reports(fine, 'No problems found.')
export const WithAWarning: Story = reports([...fine, warning], 'Uploads work, with one warning.')
export const WithProblems: Story = reports([...fine, warning, problem], 'One problem found.')
