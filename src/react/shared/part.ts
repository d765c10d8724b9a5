import type { ForwardRefExoticComponent, RefAttributes } from 'react'

/** A part's `className`: a string, or a function of the part's state. */
export type ClassName<TState> = string | ((state: TState) => string | undefined) | undefined

/** The props of an element, with the part's own props taking precedence. */
export type PartProps<TElementProps, TOwnProps> = Omit<TElementProps, keyof TOwnProps> & TOwnProps

/** A part: a component that forwards its ref to its root element. */
export type Part<TElement, TProps> = ForwardRefExoticComponent<TProps & RefAttributes<TElement>>

/** Joins a part's own class and the caller's. */
export function joinClasses<TState>(own: string, className: ClassName<TState>, state: TState): string {
  const more = typeof className === 'function' ? className(state) : className
  return more ? `${own} ${more}` : own
}

/** Runs the caller's handler first, then ours unless the caller's prevented the default. */
export function chain<TEvent extends { readonly defaultPrevented: boolean }>(
  theirs: ((event: TEvent) => void) | undefined,
  ours: (event: TEvent) => void,
): (event: TEvent) => void {
  return (event) => {
    theirs?.(event)
    if (!event.defaultPrevented) ours(event)
  }
}

/** The value of a state attribute, which is present only while the state is true. */
export function flag(isOn: boolean): '' | undefined {
  return isOn ? '' : undefined
}
