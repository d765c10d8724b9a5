import { configure } from '@testing-library/react'
import { patiently } from './patiently.js'

// Code that is loaded on demand comes one module at a time here, so the first upload of a test file may take a second.
configure({ asyncUtilTimeout: patiently.timeout })
