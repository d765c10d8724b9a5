import { type ReactElement, useId } from 'react'

interface Target {
  readonly value: string
  readonly label: string
}

interface TargetSelectProps {
  readonly label: string
  readonly targets: readonly Target[]
  /** Targets that the server refuses, to show how a failure is reported. */
  readonly faulty: readonly Target[]
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Chooses what the files added from now on belong to. */
export function TargetSelect({ label, targets, faulty, value, onChange }: TargetSelectProps): ReactElement {
  const id = useId()
  return (
    <div className="demo-field" lang="en">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {targets.map(toOption)}
        <optgroup label="Targets that fail">{faulty.map(toOption)}</optgroup>
      </select>
    </div>
  )
}

function toOption({ value, label }: Target): ReactElement {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  )
}
