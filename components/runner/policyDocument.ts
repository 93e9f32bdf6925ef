/** One statement of an IAM policy. */
export interface PolicyStatement {
    readonly Sid?: string;
    readonly Effect: "Allow";
    readonly Action: readonly string[];
    readonly Resource?: readonly string[];
    readonly Principal?: { readonly Service: string };
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** An IAM policy as it is written in JSON. */
export interface PolicyDocument {
    readonly Version: "2012-10-17";
    readonly Statement: readonly PolicyStatement[];
}

export function policy(...statements: readonly PolicyStatement[]): PolicyDocument {
    return { Version: "2012-10-17", Statement: statements };
}

export function allow(
    sid: string,
    actions: readonly string[],
    resources: readonly string[],
    condition?: PolicyStatement["Condition"],
): PolicyStatement {
    return {
        Sid: sid,
        Effect: "Allow",
        Action: actions,
        Resource: resources,
        ...(condition === undefined ? {} : { Condition: condition }),
    };
}
