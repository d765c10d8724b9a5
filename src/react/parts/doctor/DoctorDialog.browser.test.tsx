import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { StrictMode, useState } from 'react'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import type { Diagnosis } from '../../../doctor/report/diagnosis.js'
import { loadChunk } from '../../../shared/loading/loadChunk.js'
import { DiagnosisDialog } from './DiagnosisDialog.js'
import { DoctorDialog } from './DoctorDialog.js'
import type { RunDiagnosis } from './useDiagnosis.js'
import '../../../styles.css'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const diagnosis: Diagnosis = {
  ok: true,
  backend: 'fake',
  checks: [{ name: 'page', outcome: 'ok', message: 'The page is a secure context.' }],
}

/** Fails until the connection is back. */
function createLoader<T>(value: T) {
  const loader = {
    isBack: false,
    load: async (): Promise<T> => {
      if (!loader.isBack) throw new TypeError('Failed to fetch dynamically imported module')
      return value
    },
  }
  return loader
}

interface PageProps {
  readonly run?: RunDiagnosis
  readonly load?: () => Promise<typeof DiagnosisDialog>
}

const runAtOnce: RunDiagnosis = async () => diagnosis
const loadAtOnce = async (): Promise<typeof DiagnosisDialog> => DiagnosisDialog

function Page({ run = runAtOnce, load = loadAtOnce }: PageProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <main>
      <h1>Page</h1>
      <button onClick={() => setIsOpen(true)}>Open</button>
      {isOpen && <DoctorDialog run={run} load={load} onClose={() => setIsOpen(false)} />}
    </main>
  )
}

async function open(props: PageProps): Promise<void> {
  render(
    <StrictMode>
      <Page {...props} />
    </StrictMode>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  expect(await screen.findByText(/^The check could not be loaded\. Check your connection/)).toBeVisible()
}

it('says that the dialog could not be loaded, loads it when asked again, and gives the focus back', async () => {
  const loader = createLoader(DiagnosisDialog)
  await open({ load: loader.load })
  const first = screen.getByRole('dialog')
  await userEvent.click(screen.getByRole('button', { name: 'Check again' }))
  // A dialog says in a later task that it is closed, and until then its text can be found.
  await waitFor(() => expect(first).not.toBeInTheDocument())
  await screen.findByText(/^The check could not be loaded/)
  loader.isBack = true
  await userEvent.click(screen.getByRole('button', { name: 'Check again' }))
  expect(await screen.findByText('No problems found.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus()
})

it('says that the doctor could not be loaded, logs why, and loads it when asked again', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue()
  const loader = createLoader(diagnosis)
  await open({ run: () => loadChunk('the doctor', loader.load) })
  expect(logged).toHaveBeenCalledOnce()
  expect(screen.getByRole('dialog')).toHaveAttribute('data-status', 'failed')
  loader.isBack = true
  await userEvent.click(screen.getByRole('button', { name: 'Check again' }))
  expect(await screen.findByText('No problems found.')).toBeVisible()
  expect(logged).toHaveBeenCalledOnce()
})

it('can be closed when it could not be loaded, and has no accessibility violation', async () => {
  document.documentElement.lang = 'en'
  document.title = 'Doctor'
  await open({ load: createLoader(DiagnosisDialog).load })
  const { violations } = await axe.run(document)
  expect(violations.map(({ id }) => id)).toEqual([])
  expect(screen.getByRole('dialog', { name: 'Set-up check' })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus()
})

it('is closed by a click beside it, also where browsers do not see to it, but not by a selection that ends there', async () => {
  const { prototype } = HTMLDialogElement
  const closedBy = Object.getOwnPropertyDescriptor(prototype, 'closedBy')
  Reflect.deleteProperty(prototype, 'closedBy')
  onTestFinished(() => void (closedBy && Object.defineProperty(prototype, 'closedBy', closedBy)))
  render(<Page />)
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  const dialog = await screen.findByRole('dialog')
  expect(dialog).toHaveAttribute('closedby', 'any')
  const { left, top } = dialog.getBoundingClientRect()
  const [inside, outside] = [10, -10].map((by) => ({ clientX: left + by, clientY: top + by, detail: 1 }))
  fireEvent.mouseDown(dialog, inside)
  fireEvent.click(dialog, outside)
  expect(dialog).toBeVisible()
  fireEvent.mouseDown(dialog, outside)
  fireEvent.click(dialog, outside)
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus()
})
