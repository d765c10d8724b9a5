import sheet from '../../src/styles.css?inline'

/** The style sheet as on a phone, whose pointer no test can have. */
export const sheetForTouch: string = sheet.replaceAll(/\((pointer: coarse|hover: none)\)/g, '(min-width: 0)')
