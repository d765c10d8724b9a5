import 'coatcheck/styles.css'
import './harness.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ComponentType, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ActivityScene } from './ActivityScene.tsx'
import { AvatarScene } from './AvatarScene.tsx'
import { DoctorScene } from './DoctorScene.tsx'
import { FaultScene } from './FaultScene.tsx'
import { FormScene } from './FormScene.tsx'
import { GalleryScene } from './GalleryScene.tsx'
import { ManagedGalleryScene } from './ManagedGalleryScene.tsx'
import { PairScene } from './PairScene.tsx'
import { PanelScene } from './PanelScene.tsx'
import { PrepareScene } from './PrepareScene.tsx'
import { queryClient } from './probe.ts'
import { RecoveryScene } from './RecoveryScene.tsx'
import { SoakScene } from './SoakScene.tsx'
import { WidgetScene } from './WidgetScene.tsx'

const scenes: Readonly<Record<string, ComponentType>> = {
  widget: WidgetScene,
  panel: PanelScene,
  avatar: AvatarScene,
  doctor: DoctorScene,
  fault: FaultScene,
  form: FormScene,
  gallery: GalleryScene,
  managed: ManagedGalleryScene,
  activity: ActivityScene,
  pair: PairScene,
  prepare: PrepareScene,
  recovery: RecoveryScene,
  soak: SoakScene,
}

const root = document.querySelector('#root')
const Scene = scenes[new URLSearchParams(location.search).get('scene') ?? 'widget']
if (!root || !Scene) throw new Error('The URL names an unknown scene.')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <main className="harness">
        <h1>Harness</h1>
        <Scene />
      </main>
    </QueryClientProvider>
  </StrictMode>,
)
