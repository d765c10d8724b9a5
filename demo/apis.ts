import type { ComponentType } from 'react'
import { ActiveStorageDemo } from './apis/ActiveStorageDemo.tsx'
import { FoirDemo } from './apis/FoirDemo.tsx'
import { GlueDemo, GlueFormDemo } from './apis/GlueDemo.tsx'
import { InspectDemo } from './apis/InspectDemo.tsx'
import { IonDemo } from './apis/IonDemo.tsx'
import { RestDemo } from './apis/RestDemo.tsx'
import { VisibuildDemo } from './apis/VisibuildDemo.tsx'

export interface ApiDemo {
  /** Names it in the page's URL. */
  readonly id: string
  readonly label: string
  /** What is special about this API. */
  readonly note: string
  readonly Demo: ComponentType
}

export const restApi: ApiDemo = {
  id: 'rest',
  label: 'REST',
  note: 'Our own small JSON API: one call gets the tickets of many files, and the server fills the gallery.',
  Demo: RestDemo,
}

export const apis: readonly ApiDemo[] = [
  restApi,
  {
    id: 'ion',
    label: 'ION',
    note: 'GraphQL. A file is attached to an entity, and registered with the ETag that storage returned.',
    Demo: IonDemo,
  },
  {
    id: 'glue',
    label: 'Glue',
    note: 'GraphQL. Bytes that Glue already has are not sent again; all others go to storage by PUT.',
    Demo: GlueDemo,
  },
  {
    id: 'glue-form',
    label: 'Glue with forms',
    note: 'Glue again, with tickets for a form POST instead of a PUT.',
    Demo: GlueFormDemo,
  },
  {
    id: 'visibuild',
    label: 'Visibuild',
    note: 'REST, without a confirm call: the app creates a record and passes it the keys of its files.',
    Demo: VisibuildDemo,
  },
  {
    id: 'inspect',
    label: 'Inspect',
    note: "Screening Eagle's REST API. It recognises files by their SHA-256, separately for each asset.",
    Demo: InspectDemo,
  },
  {
    id: 'foir',
    label: 'Foir',
    note: "GraphQL through the app's own server. Storage checks the bytes; the server measures pictures and makes blurhashes.",
    Demo: FoirDemo,
  },
  {
    id: 'active-storage',
    label: 'Active Storage',
    note: 'Rails direct uploads: the form submits the signed id of each file.',
    Demo: ActiveStorageDemo,
  },
]
