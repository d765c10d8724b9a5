/** What the file can be attached to, by the field of ION's query that knows its entity. */
export const entityFields = ['runStep', 'run', 'procedure', 'step', 'part', 'runStepField'] as const

export type IonEntityField = (typeof entityFields)[number]
