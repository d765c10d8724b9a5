import type { ReactElement } from 'react'
import { type View, views } from './view.ts'

interface ViewSwitchProps {
  readonly view: View
  readonly onChoose: (view: View) => void
}

/** Shows the same uploads in another way; they continue meanwhile. */
export function ViewSwitch({ view: chosen, onChoose }: ViewSwitchProps): ReactElement {
  return (
    <fieldset className="demo-views" lang="en">
      <legend className="demo-hidden">Show uploads as</legend>
      {views.map(({ view, label }) => (
        <label key={view}>
          <input type="radio" name="view" checked={view === chosen} onChange={() => onChoose(view)} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
