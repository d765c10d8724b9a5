import { DoctorButton, Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { type Diagnosis, diagnose, type DiagnoseOptions } from 'coatcheck/doctor'
import { type ReactElement, useEffect, useState } from 'react'
import { createFaultBackend } from './faultBackend.ts'
import { Watched } from './Watched.tsx'

declare global {
  interface Window {
    /** Runs the checks, for tests that need the findings as data. */
    diagnose?: (options?: DiagnoseOptions) => Promise<Diagnosis>
  }
}

/** The parts with a doctor. For the parameters, see `faultBackend.ts`. */
export function DoctorScene(): ReactElement {
  const [backend] = useState(createFaultBackend)
  useEffect(() => void (window.diagnose = (options) => diagnose(backend, options)), [backend])
  return (
    <UploadProvider backend={backend} doctor={diagnose}>
      <Watched />
      <DoctorButton />
      <Dropzone />
      <UploadList />
    </UploadProvider>
  )
}
