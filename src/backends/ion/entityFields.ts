/** The fields of ION's query that return an entity which files can be attached to. */
export const entityFields = ['runStep', 'run', 'procedure', 'step', 'part', 'runStepField'] as const

export type IonEntityField = (typeof entityFields)[number]
