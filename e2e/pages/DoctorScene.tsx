import { DoctorButton, Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { type Diagnosis, diagnose, type DiagnoseOptions } from 'coatcheck/doctor'
import { type ReactElement, useEffect, useState } from 'react'
import { createFaultBackend } from './faultBackend.ts'
import { Watched } from './Watched.tsx'

declare global {
  interface Window {
    /** What the button does, for a test that wants the findings as data. */
    diagnose?: (options?: DiagnoseOptions) => Promise<Diagnosis>
  }
}

/** The parts with a doctor; `?backend=` and its like as in `faultBackend.ts`. */
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
