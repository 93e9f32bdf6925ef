/** One provider resource as the program registers it, with what the mocks answered. */
export interface RecordedResource {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly id: string;
}

/** What one start of a program came to. Times are seconds since the process started. */
export interface StartReport {
    /** When the SDK was loaded; the language host starts then. */
    readonly sdkLoaded: number;
    /** When the program had been loaded and run, and its first resource was registered. */
    readonly firstResource: number;
    /** When everything was registered. */
    readonly registered: number;
    /** Processor time of the whole process, all threads together. */
    readonly processorSeconds: number;
    readonly memoryMiB: number;
    /** How much was registered, components included. */
    readonly registrations: number;
    /** In order of registration. */
    readonly resources: readonly RecordedResource[];
}
