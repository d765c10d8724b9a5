import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createGate, renderParts } from '../../../../test/kit/renderParts.js'
import { UploadSummary } from './UploadSummary.js'
import '../../../styles.css'

afterEach(cleanup)

describe('UploadSummary', () => {
  it('pauses and resumes all uploads with one button', async () => {
    const ticket = createGate()
    const { add, uploader, user } = renderParts(<UploadSummary />, { backend: { gate: () => ticket.opened } })
    await add('a.txt', 'b.txt', 'c.txt')
    await user.click(await screen.findByRole('button', { name: 'Pause all' }))
    expect(uploader.getSnapshot().uploads.map(({ status }) => status)).toEqual(['paused', 'paused', 'paused'])
    const resume = await screen.findByRole('button', { name: 'Resume all' })
    expect(resume).toHaveFocus()
    ticket.open()
    await user.click(resume)
    await waitFor(() => expect(screen.getByText('3 of 3 files uploaded')).toBeVisible())
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('has no such button for a single file', async () => {
    const ticket = createGate()
    const { add } = renderParts(<UploadSummary />, { backend: { gate: () => ticket.opened } })
    await add('a.txt')
    expect(await screen.findByText('0 of 1 file uploaded')).toBeVisible()
    expect(screen.queryByRole('button')).toBeNull()
  })
})
