import type { ForwardRefExoticComponent, RefAttributes } from 'react'

/** `className` of a part: text, or made from the part's state. */
export type ClassName<TState> = string | ((state: TState) => string | undefined) | undefined

/** Props of an element, with the part's own in their place. */
export type PartProps<TElementProps, TOwnProps> = Omit<TElementProps, keyof TOwnProps> & TOwnProps

/** A part: a component that hands its ref to its root element. */
export type Part<TElement, TProps> = ForwardRefExoticComponent<TProps & RefAttributes<TElement>>

/** A part's own class beside the caller's. */
export function joinClasses<TState>(own: string, className: ClassName<TState>, state: TState): string {
  const more = typeof className === 'function' ? className(state) : className
  return more ? `${own} ${more}` : own
}

/** Runs the caller's handler first, and ours unless it prevented the default. */
export function chain<TEvent extends { readonly defaultPrevented: boolean }>(
  theirs: ((event: TEvent) => void) | undefined,
  ours: (event: TEvent) => void,
): (event: TEvent) => void {
  return (event) => {
    theirs?.(event)
    if (!event.defaultPrevented) ours(event)
  }
}

/** A state attribute: there when true, else not there at all. */
export function flag(isOn: boolean): '' | undefined {
  return isOn ? '' : undefined
}
