// Made by tools/generate-api.ts from the API's own description. Do not edit.

export interface paths {
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a browser in with an API key */
        post: operations["postSession"];
        /** Sign the browser out */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The calls, newest first
         * @description A page of a filter that finds little may be short, or empty, and still have a next. Where numbers are masked, it is recorded for which caller somebody looks.
         */
        get: operations["getCalls"];
        put?: never;
        /**
         * Report ended calls: one, or an array of at most 1,000
         * @description Answered after the commit that holds the call, its plan and its messages. One call: 202 new, 200 known, 422 invalid. An array: 202 with a result for each, 422 when none was valid.
         */
        post: operations["postCalls"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The calls as CSV, newest first
         * @description What the filter finds, at most the newest 100,000, sent while it is read; where there is more, the last line says so. An account has one such file under way at a time on each node, and one of which nothing is taken for a minute is broken off. Numbers are masked as in the list, and for which caller somebody looks is recorded.
         */
        get: operations["getCalls.csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One call: why, what became of it, and when
         * @description The id, or any unambiguous beginning of it.
         */
        get: operations["getCallsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/call-signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A call with this caller was answered just now
         * @description Texts that wait "unless reached" are then not sent.
         */
        post: operations["postCallSignals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The messages, newest first
         * @description A page of a filter that finds little may be short, or empty, and still have a next. Where numbers are masked, it is recorded for which number somebody looks.
         */
        get: operations["getMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The messages as CSV, newest first
         * @description What the filter finds, at most the newest 100,000, sent while it is read; where there is more, the last line says so. An account has one such file under way at a time on each node, and one of which nothing is taken for a minute is broken off. Numbers are masked as in the list, and for which number somebody looks is recorded.
         */
        get: operations["getMessages.csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message and everything that happened to it */
        get: operations["getMessagesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what became of a text in doubt */
        post: operations["postMessagesIdSettle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a text again
         * @description A new attempt of the same message, within two days after it was planned (what a restore held, later too). A text in doubt, by any of its attempts, may arrive twice, so whoever asks confirms it in words: {"confirm": "may arrive twice"}.
         */
        post: operations["postMessagesIdResend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a text that still waits */
        post: operations["postMessagesIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The whole number behind a masked one
         * @description Who looked is recorded.
         */
        post: operations["postNumbersReveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/restored": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The texts that a restore put before a person, oldest first
         * @description Those that waited when the backup was made, and those of calls that ended before the restore. Nothing sends them by itself; after 72 hours they are unknown.
         */
        get: operations["getRestored"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/restored/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let texts go that a restore held
         * @description Whether they went before the restore is not known, so whoever asks confirms it in words: {"confirm": "may arrive twice"}.
         */
        post: operations["postRestoredSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/restored/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drop texts that a restore held */
        post: operations["postRestoredDrop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calls as they change (server-sent events)
         * @description Events: `call` (a story, as GET /v1/calls/{id}) for each of `calls` whenever anything of it changes, and `newest` (rows of new calls).
         */
        get: operations["getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of the calls of the last days, in the account’s zone
         * @description Of today so far, by the hour; or of more days, today included. A call belongs to the day in which it was taken in. What has been over for two hours is at most a minute old, days of more than three days ago an hour; where a text is unconfirmed, it is counted anew.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rules in force
         * @description The ETag is the version to write over.
         */
        get: operations["getRuleSet"];
        /**
         * Write the whole ordered list of rules
         * @description If-Match names the version it was made from. When somebody else saved meanwhile, 412 says who and what.
         */
        put: operations["putRuleSet"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of the rule set */
        get: operations["getRuleSets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-sets/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version of the rule set */
        get: operations["getRuleSetsNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-set/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many calls each rule caught, and what its texts cost
         * @description Counts at most the newest 200,000 calls and the newest 200,000 texts.
         */
        get: operations["getRuleSetCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a made-up call would get
         * @description By the rules in force, or by a draft. Writes nothing and sends nothing.
         */
        post: operations["postPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-set/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a draft would have done with the calls of the last days
         * @description Judges the newest calls, at most 200,000, in their order by the rules in force and by the draft, each side with its own count of texts for caps. Names, prices and lists are as they are now; quota, spend stop and trial mode are not asked, and quiet hours are not waited for. Takes about a second for 10,000 calls. Writes nothing and sends nothing.
         */
        post: operations["postRuleSetTry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole account as one document
         * @description Secrets are written `{keep: true}`.
         */
        get: operations["getConfiguration"];
        /**
         * Make the account what a document says
         * @description In one transaction. A section that is present is complete: what it lacks is retired. An absent section is left alone. The document may have 16 MiB.
         */
        put: operations["putConfiguration"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/warnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ids, headers and wordings that somebody should look at
         * @description They are taken, since old registrations in odd forms are still in force; compare them with the DLT portal. A wording that differs from its registered text (`dlt_text_mismatch`) sends nothing until it is mended. In India, where texts leave by another gateway than the sandbox: an id that is missing of what sends (`no_template_id`, `no_entity_id`), a gateway that passes none on (`dlt_not_passed`), and one that is set to send the telemarketer chain while its route has none (`no_chain`).
         */
        get: operations["getWarnings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users */
        get: operations["getUsers"];
        put?: never;
        /** Add a user */
        post: operations["postUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a user */
        get: operations["getUsersKey"];
        put?: never;
        post?: never;
        /**
         * Remove a user
         * @description It is retired: calls that name it keep its name.
         */
        delete: operations["deleteUsersKey"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description Fields that are absent stay as they are.
         */
        patch: operations["patchUsersKey"];
        trace?: never;
    };
    "/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List departments */
        get: operations["getDepartments"];
        put?: never;
        /** Add a department */
        post: operations["postDepartments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/departments/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a department */
        get: operations["getDepartmentsKey"];
        put?: never;
        post?: never;
        /**
         * Remove a department
         * @description It is retired: calls that name it keep its name.
         */
        delete: operations["deleteDepartmentsKey"];
        options?: never;
        head?: never;
        /**
         * Change a department
         * @description Fields that are absent stay as they are.
         */
        patch: operations["patchDepartmentsKey"];
        trace?: never;
    };
    "/v1/dids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List dids */
        get: operations["getDids"];
        put?: never;
        /** Add a DID */
        post: operations["postDids"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dids/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a DID */
        get: operations["getDidsKey"];
        put?: never;
        post?: never;
        /**
         * Remove a DID
         * @description It is retired: calls that name it keep its name.
         */
        delete: operations["deleteDidsKey"];
        options?: never;
        head?: never;
        /**
         * Change a DID
         * @description Fields that are absent stay as they are.
         */
        patch: operations["patchDidsKey"];
        trace?: never;
    };
    "/v1/headers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List headers */
        get: operations["getHeaders"];
        put?: never;
        /** Add a header */
        post: operations["postHeaders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/headers/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a header */
        get: operations["getHeadersKey"];
        put?: never;
        post?: never;
        /**
         * Remove a header
         * @description It is retired: calls that name it keep its name.
         */
        delete: operations["deleteHeadersKey"];
        options?: never;
        head?: never;
        /**
         * Change a header
         * @description Fields that are absent stay as they are.
         */
        patch: operations["patchHeadersKey"];
        trace?: never;
    };
    "/v1/headers/{key}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the templates of a header send again that were paused after its refusals */
        post: operations["postHeadersKeyResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How a wording will be read, with its parts and price
         * @description Writes nothing.
         */
        post: operations["postTemplatesPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{key}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that a template was submitted to the operator
         * @description Of a template with a version that waits, submitting, approving and rejecting are about that one.
         */
        post: operations["postTemplatesKeySubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{key}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that the operator approved it: from now on this version sends
         * @description Of a template with a version that waits, submitting, approving and rejecting are about that one.
         */
        post: operations["postTemplatesKeyApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{key}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that the operator rejected it, and why
         * @description Of a template with a version that waits, submitting, approving and rejecting are about that one.
         */
        post: operations["postTemplatesKeyReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{key}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a template send nothing until it is resumed
         * @description Of a template with a version that waits, submitting, approving and rejecting are about that one.
         */
        post: operations["postTemplatesKeyPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{key}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused template send again, on every gateway
         * @description Of a template with a version that waits, submitting, approving and rejecting are about that one.
         */
        post: operations["postTemplatesKeyResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{key}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop the version that waits
         * @description Of a template with a version that waits, submitting, approving and rejecting are about that one.
         */
        post: operations["postTemplatesKeyDiscard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{key}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what to a template, and when, newest first
         * @description Also of one that is retired.
         */
        get: operations["getTemplatesKeyHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{key}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every wording that a template had, newest first */
        get: operations["getTemplatesKeyVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{key}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a template: one real text to a number of your own
         * @description By the account’s first route, filled with the chosen call as if it had ended now. What stops other texts stops this one. Its message tells what becomes of it: GET /v1/messages/{id}.
         */
        post: operations["postTemplatesKeyTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/from-registered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a registered text’s variables are, and the wording when each has its placeholder
         * @description Writes nothing.
         */
        post: operations["postTemplatesFromRegistered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/portal-export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Templates as rows to paste into a DLT portal
         * @description Of a template with a version that waits, that version. The import takes the same columns.
         */
        get: operations["getTemplatesPortalExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List templates */
        get: operations["getTemplates"];
        put?: never;
        /** Add a template */
        post: operations["postTemplates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a template */
        get: operations["getTemplatesKey"];
        put?: never;
        post?: never;
        /**
         * Remove a template
         * @description It is retired: calls that name it keep its name.
         */
        delete: operations["deleteTemplatesKey"];
        options?: never;
        head?: never;
        /**
         * Change a template
         * @description Fields that are absent stay as they are.
         */
        patch: operations["patchTemplatesKey"];
        trace?: never;
    };
    "/v1/gateway-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of gateway there are, each with its settings */
        get: operations["getGatewayKinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gateways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List gateways */
        get: operations["getGateways"];
        put?: never;
        /** Add a gateway */
        post: operations["postGateways"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gateways/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a gateway */
        get: operations["getGatewaysKey"];
        put?: never;
        post?: never;
        /**
         * Remove a gateway
         * @description It is retired: calls that name it keep its name.
         */
        delete: operations["deleteGatewaysKey"];
        options?: never;
        head?: never;
        /**
         * Change a gateway
         * @description Fields that are absent stay as they are.
         */
        patch: operations["patchGatewaysKey"];
        trace?: never;
    };
    "/v1/gateways/{key}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the settings of a gateway
         * @description Signs in and looks around; sends nothing. The last line says whether the account’s texts leave by this gateway.
         */
        post: operations["postGatewaysKeyCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gateways/{key}/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a gateway sends receipts and replies
         * @description Its path is the proof of whoever calls it, so it is a secret. Null for a kind that calls nobody.
         */
        get: operations["getGatewaysKeyAddress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gateways/{key}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one text to try a gateway, and see all that its connection carries
         * @description It is a real text, and costs what one costs. It goes over a connection of its own, is no message of any call, and is never sent again. Where the SMSC allows a single bind, pause the gateway first.
         */
        post: operations["postGatewaysKeyTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gateways/{key}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a gateway’s texts wait */
        post: operations["postGatewaysKeyPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gateways/{key}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a gateway send again */
        post: operations["postGatewaysKeyResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which gateways take the account’s texts, first choice first */
        get: operations["getRoutes"];
        /**
         * Choose the gateways
         * @description A shared one is named `shared:<key>`.
         */
        put: operations["putRoutes"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shared-gateways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shared gateways, with their settings */
        get: operations["getSharedGateways"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shared-gateways/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a shared gateway, or change it
         * @description Accounts name it in their routes as `shared:<key>`. A secret that stays is `{"keep": true}`.
         */
        put: operations["putSharedGatewaysKey"];
        post?: never;
        /** Remove a shared gateway that no account has a route by */
        delete: operations["deleteSharedGatewaysKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/source-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of source there are, each with its settings */
        get: operations["getSourceKinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The calls that come out of a pasted sample
         * @description Writes nothing, and asks for no proof of who sent it.
         */
        post: operations["postSourcesPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List sources */
        get: operations["getSources"];
        put?: never;
        /** Add a source */
        post: operations["postSources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a source */
        get: operations["getSourcesKey"];
        put?: never;
        post?: never;
        /**
         * Remove a source
         * @description It is retired: calls that name it keep its name.
         */
        delete: operations["deleteSourcesKey"];
        options?: never;
        head?: never;
        /**
         * Change a source
         * @description Fields that are absent stay as they are.
         */
        patch: operations["patchSourcesKey"];
        trace?: never;
    };
    "/v1/sources/{key}/rotate-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a source a new address
         * @description The old one stops at once.
         */
        post: operations["postSourcesKeyRotateUrl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{key}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came in by a source lately, and what was made of it */
        get: operations["getSourcesKeyReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{key}/reports/{report}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A report with its numbers whole
         * @description Who looked is recorded.
         */
        post: operations["postSourcesKeyReportsReportReveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What sources call departments, DIDs and users */
        get: operations["getMappings"];
        /** Say what a source’s name means */
        put: operations["putMappings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is asking, and for which account */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts of the installation */
        get: operations["getAccounts"];
        put?: never;
        /**
         * Add an account
         * @description Its API key is shown this once.
         */
        post: operations["postAccounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account and its settings */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the account’s settings
         * @description Where `operatorSetsPrices` is set, prices, rentals, taxes, currency and quota are the operator’s: from anybody else another value is answered 403 `operators_fields`, which names the field.
         */
        patch: operations["patchAccount"];
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account’s API keys */
        get: operations["getKeys"];
        put?: never;
        /**
         * Make an API key
         * @description It is shown this once.
         */
        post: operations["postKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description It is refused everywhere within seconds, and browsers that signed in with it are signed out.
         */
        delete: operations["deleteKeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A one-time link that signs a browser in
         * @description Good once, for 15 minutes, and used up by the button of the page that it opens. With `account` the browser is signed in to that account alone; what an account’s own key or session makes is for that account.
         */
        post: operations["postLinks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Browsers that are signed in to the account
         * @description The newest 200, newest first. The operator’s own sessions are of no account.
         */
        get: operations["getSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign a browser out
         * @description It is refused everywhere within seconds.
         */
        delete: operations["deleteSessionsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, newest first
         * @description Also who looked at a whole number, and, where numbers are masked, for which caller somebody looked. The operator who names no account reads what concerns none: the operator’s own key and links, shared gateways.
         */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing/cycles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Billing cycles and what each came to
         * @description From the account’s first on. Amounts of a cycle that has not ended are what it comes to so far.
         */
        get: operations["getBillingCycles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing/cycles/{start}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a billing cycle costs, and what every figure comes from
         * @description A line that was there at any moment of the cycle costs its rental once in full, by the highest mode it had. A text belongs to the day on which its call was taken in.
         */
        get: operations["getBillingCyclesStart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing/cycles/{start}/lines.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The listed lines of a billing cycle as CSV */
        get: operations["getBillingCyclesStartLines.csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the rental would be after a change
         * @description Writes nothing. Rental alone, without texts and taxes.
         */
        post: operations["postBillingWhatIf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each account’s billing cycle came to
         * @description By account, the newest first. A page leaves out accounts that had no such cycle, so it may hold fewer than were asked for, or none: go on while there is `next`.
         */
        get: operations["getBillingAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/endings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the sandbox does, by the last digits of a number */
        get: operations["getSandboxEndings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every reason why a text was not sent */
        get: operations["getReasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carrier-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the operators of India answer, by code
         * @description A gateway’s setting `dltCodes` says by which list its receipts are read.
         */
        get: operations["getCarrierCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many days things are kept
         * @description For this account, and where an account says nothing of it. What is open and who opted out is kept longer.
         */
        get: operations["getRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/countries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each country asks of texts to its numbers
         * @description A text keeps the rules of its recipient’s country: hours and consent by category, forms of senders, words that opt out. The last (ZZ) holds for every country without rules of its own. `home` governs the account’s own headers.
         */
        get: operations["getCountries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the administrator should know */
        get: operations["getNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a notice away until it happens again */
        post: operations["postNoticesDismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the program is doing right now
         * @description The operator’s. Rates are over the last ten seconds, percentiles over the last minute, both of the process that answers; what waits and what is in doubt is the whole installation’s.
         */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/opt-outs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is opted out
         * @description Numbers are kept by keyed hash, so the list shows their endings; ask for one by POST /v1/opt-outs/check.
         */
        get: operations["getOptOuts"];
        put?: never;
        /**
         * Opt a number out
         * @description From its commit on no text goes to it, also none that waits. 200: it was opted out before.
         */
        post: operations["postOptOuts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/opt-outs/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a number is opted out, and how that came about */
        post: operations["postOptOutsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/opt-outs/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let texts go to a number again
         * @description Only where whoever has the number asked for it. 404: it is not opted out.
         */
        post: operations["postOptOutsRemove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/opt-outs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let texts go again, by the list’s row */
        delete: operations["deleteOptOutsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/caller-languages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Callers whose language is known, the last said first */
        get: operations["getCallerLanguages"];
        put?: never;
        /**
         * Say what a caller reads
         * @description It counts from the next call on, until a call or somebody says something else.
         */
        post: operations["postCallerLanguages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/caller-languages/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the caller of a number reads, and who said so */
        post: operations["postCallerLanguagesCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/caller-languages/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget what a caller reads
         * @description 404: nobody said.
         */
        post: operations["postCallerLanguagesRemove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/caller-languages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget what a caller reads, by the row of the list */
        delete: operations["deleteCallerLanguagesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/caller-languages/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what the callers of a file read
         * @description CSV whose first row names the columns, one of numbers and one of languages. Safe to repeat.
         */
        post: operations["postCallerLanguagesImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Consents that were not revoked
         * @description The account’s own evidence; it is not consent on the DLT platform. Numbers are kept by keyed hash, so the list shows their endings; ask for one by POST /v1/consents/check.
         */
        get: operations["getConsents"];
        put?: never;
        /**
         * Record that a number agreed
         * @description The account’s own evidence; it is not consent on the DLT platform. 200: it, or a later one, stood already. 422 `too_soon`: within the account’s `reconsentBlockDays` after an opt-out or a revocation. A consent does not end an opt-out.
         */
        post: operations["postConsents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a number has agreed, and its ledger */
        post: operations["postConsentsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything on record about one number’s consent, as a document to hand on */
        post: operations["postConsentsExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a number’s consent
         * @description Templates that need consent go to it no more, also those that wait. 404: none stands.
         */
        post: operations["postConsentsRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a consent, by the list’s row */
        delete: operations["deleteConsentsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record the consents of a file
         * @description CSV whose first row names the columns: the number, and any of `purpose`, `wording`, `given at`, `expires at`, `evidence`. Days as 2026-03-31, in the account’s time zone and the last one whole, or times with an offset. Safe to repeat.
         */
        post: operations["postConsentsImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people replied */
        get: operations["getReplies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replies/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what a reply means
         * @description With `optOut` its number is opted out.
         */
        post: operations["postRepliesIdSettle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reply to a text of the sandbox, as its phone would
         * @description The number must have a text that went, or waits, by a sandbox: nobody replies for a real phone.
         */
        post: operations["postSandboxReplies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registered-texts/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in rows of a DLT portal’s export
         * @description Good rows are kept, bad ones are named by line and column. A large file is sent in chunks of less than 1 MiB, each beginning with the names of the columns; a chunk that is sent again changes nothing. Templates that send what the portal now says is approved, rejected or inactive follow it.
         */
        post: operations["postRegisteredTextsImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registered-texts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the DLT portal says is registered, by id */
        get: operations["getRegisteredTexts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registered-texts/{templateId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them */
        get: operations["getRegisteredTextsTemplateId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registered-texts/{templateId}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a template of it
         * @description Each variable in turn stands for a placeholder. A header that the account lacks is added with it.
         */
        post: operations["postRegisteredTextsTemplateIdUse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/opt-outs/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opt out the numbers of a file
         * @description The numbers’ column is found by its heading or by the first row. What was read before an error stays opted out: send the file again.
         */
        post: operations["postOptOutsImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        Reason: "no_rule_matched" | "account_off" | "too_late" | "caller_unknown" | "not_a_mobile" | "own_number" | "user_unknown" | "user_has_no_number" | "user_turned_off" | "no_owner" | "department_unknown" | "department_has_no_members" | "duplicate_recipient" | "number_excluded" | "opted_out" | "no_consent" | "dnd_learnt" | "template_not_approved" | "template_paused" | "header_inactive" | "header_not_for_country" | "template_refused" | "value_missing" | "variable_too_long" | "dlt_text_mismatch" | "not_whitelisted" | "text_too_long" | "reached_meanwhile" | "promotional_hours" | "quiet_hours" | "frequency_cap" | "quota_exhausted" | "loop_suspected" | "trial_mode" | "spend_stop" | "no_gateway" | "validity_over" | "opted_in_again" | "gateway_removed" | "cancelled_by_hand" | "settled_by_hand" | "number_invalid" | "number_unreachable" | "number_blocked" | "dlt_refused" | "header_refused" | "content_refused" | "credentials_refused" | "no_credit" | "throttled" | "gateway_refused" | "not_routable" | "network_failed" | "not_sent";
        Route: {
            gateway: string;
            /**
             * @description Telemarketer id, or the chain of them joined by commas: the entity’s own first, who delivers last
             * @default null
             */
            telemarketerId: string | null;
            /**
             * @description none: the gateway adds the chain; ids: as they are; sha256: the hash, for who hands texts to an operator
             * @default ids
             * @enum {string}
             */
            chainMode: "none" | "ids" | "sha256";
        };
        /** @description RFC 9457, with a stable code and, for fields, the place of each */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail?: string;
            errors?: components["schemas"]["FieldProblem"][];
        } & {
            [key: string]: unknown;
        };
        FieldProblem: {
            path: string;
            code: string;
            message: string;
        };
        CallRow: {
            id: string;
            sourceCallId: string;
            /** @enum {string} */
            direction: "incoming" | "outgoing";
            /** @enum {string} */
            outcome: "connected" | "missed" | "voicemail";
            /** @enum {string} */
            missedBecause?: "no_answer" | "busy" | "caller_hung_up" | "queue_abandoned" | "menu_only" | "out_of_hours" | "rejected" | "failed" | "unknown";
            /** @description Whole for API keys; null for the console, which shows `callerShown`, and where it was withheld */
            caller: string | null;
            callerShown: string | null;
            callerName?: string;
            /** @description As the phone system told it */
            callerLanguage?: string;
            department: components["schemas"]["Named"] | null;
            did: {
                key: string;
                number: string;
                name: string;
            } | null;
            /** @description Who answered last; if nobody did, who rang last */
            user: components["schemas"]["Named"] | null;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            endedAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            acceptedAt: string;
            ringSeconds?: number;
            talkSeconds?: number;
            source: components["schemas"]["Named"] | null;
            rule: {
                key: string;
                name: string;
                place: number;
            } | null;
            reason: components["schemas"]["Reason"] | null;
            /** @description Made up to try a template; no rule was asked */
            isTest: boolean;
            /** @description Made up to confirm an opt-out; no rule was asked */
            confirmsOptOut: boolean;
            messages: components["schemas"]["MessageBrief"][];
        };
        Named: {
            key: string;
            name: string;
        };
        MessageBrief: {
            id: string;
            recipient: string;
            state: components["schemas"]["MessageState"];
            reason: components["schemas"]["Reason"] | null;
            price: components["schemas"]["Money"];
            /** @description What it costs as it now stands: nothing once it was refused (by the operator’s DLT check also where only a receipt tells it), lapsed or was stopped */
            charged: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            createdAt: string;
            answeredAt: string | null;
            finalAt: string | null;
        };
        /** @enum {string} */
        MessageState: "skipped" | "queued" | "sending" | "sent" | "unconfirmed" | "delivered" | "undelivered" | "rejected" | "lapsed" | "cancelled" | "unknown";
        /** @description In the currency’s unit, with four places */
        Money: {
            amount: string;
            currency: string;
        };
        CallStory: {
            call: {
                id: string;
                sourceCallId: string;
                /** @enum {string} */
                direction: "incoming" | "outgoing";
                /** @enum {string} */
                outcome: "connected" | "missed" | "voicemail";
                /** @enum {string} */
                missedBecause?: "no_answer" | "busy" | "caller_hung_up" | "queue_abandoned" | "menu_only" | "out_of_hours" | "rejected" | "failed" | "unknown";
                /** @description Whole for API keys; null for the console, which shows `callerShown`, and where it was withheld */
                caller: string | null;
                callerShown: string | null;
                callerName?: string;
                /** @description As the phone system told it */
                callerLanguage?: string;
                department: components["schemas"]["Named"] | null;
                did: {
                    key: string;
                    number: string;
                    name: string;
                } | null;
                /** @description Who answered last; if nobody did, who rang last */
                user: components["schemas"]["Named"] | null;
                /**
                 * Format: date-time
                 * @description RFC 3339 in UTC
                 */
                startedAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 in UTC
                 */
                endedAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 in UTC
                 */
                acceptedAt: string;
                ringSeconds?: number;
                talkSeconds?: number;
                source: components["schemas"]["Named"] | null;
                rule: {
                    key: string;
                    name: string;
                    place: number;
                } | null;
                reason: components["schemas"]["Reason"] | null;
                /** @description Made up to try a template; no rule was asked */
                isTest: boolean;
                /** @description Made up to confirm an opt-out; no rule was asked */
                confirmsOptOut: boolean;
                messages: components["schemas"]["MessageBrief"][];
                /** @description What people are told of `missedBecause` */
                missedBecauseWords?: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 in UTC
                 */
                answeredAt?: string;
                waitSeconds?: number;
                totalSeconds?: number;
                recordingUrl?: string;
                voicemail?: {
                    seconds?: number;
                    url?: string;
                    /** @description false: that there is one was concluded */
                    sure?: boolean;
                };
                /** @description The phones that rang, in the order in which they were told */
                rung?: {
                    /** @description null: none of the account’s that is known by what was told */
                    user: components["schemas"]["Named"] | null;
                    /** @description As the source names them: by name, id, extension, phone or e-mail */
                    name: string | null;
                    /**
                     * Format: date-time
                     * @description RFC 3339 in UTC
                     */
                    at?: string;
                    seconds?: number;
                    /** @enum {string} */
                    result?: "answered" | "no_answer" | "busy" | "rejected" | "failed";
                    resultWords?: string;
                }[];
                /** @description Whom the call was passed on to, as its source names them */
                transfers?: {
                    /**
                     * Format: date-time
                     * @description RFC 3339 in UTC
                     */
                    at?: string;
                    from?: string;
                    to?: string;
                    /** @enum {string} */
                    kind?: "blind" | "attended" | "queue";
                }[];
                variables?: {
                    [key: string]: string;
                };
                /** @description Fields that were inferred */
                approximate: string[];
                /** @description What people are told of those that they are shown */
                approximateWords: {
                    endedAt?: string;
                    outcome?: string;
                };
            };
            facts: components["schemas"]["Facts"];
            /** @description The version that judged the call */
            ruleSet: {
                number: number;
                rules: {
                    key: string;
                    name: string;
                    enabled: boolean;
                }[];
            };
            /** @description Made again from what was kept of the call */
            plan: components["schemas"]["Plan"];
            /** @description Where it does not agree, the plan does not say why the call got what it got */
            replay: {
                /** @description Whether the plan, made again, is what was decided when the call was taken in */
                agrees: boolean;
                differences: {
                    /** @description null: the rule */
                    recipient: string | null;
                    /** @description A rule’s key, `send`, or a reason; null: nothing */
                    before: string | null;
                    now: string | null;
                    words: string;
                }[];
            };
            messages: components["schemas"]["Message"][];
            /** @description What came after the call was judged; it changed nothing */
            notes: {
                /**
                 * Format: date-time
                 * @description RFC 3339 in UTC
                 */
                at: string;
                words: string;
            }[];
        };
        /** @description What the plan looked up besides the call and the rules */
        Facts: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            now: string;
            accountOn: boolean;
            isNew: boolean;
            misses: string[];
            lastReachedAt: string | null;
            recentTexts: {
                rule: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 in UTC
                 */
                at: string;
                messageId: string;
                counts: boolean;
            }[];
            caller: {
                raw: string | null;
                number: string | null;
                /** @enum {string} */
                kind: "mobile" | "landline" | "toll_free" | "service" | "short" | "withheld" | "invalid";
                own: boolean;
            };
            department: components["schemas"]["Named"] | null;
            did: {
                key: string;
                number: string;
                name: string;
            } | null;
            /** @description Who talked last */
            answeredBy: string | null;
            /** @description Who answered first, where that is somebody else */
            answeredFirst?: string | null;
            rung: string[];
            owners: string[];
            people: {
                [key: string]: {
                    id: string;
                    key: string;
                    name: string;
                    phone: string | null;
                    textsOff: boolean;
                };
            };
            unknown: {
                /** @enum {string} */
                kind: "department" | "did" | "user";
                shown: string;
            }[];
            /** @description What the caller had asked for before this call */
            callerLanguage: string | null;
            /** @description The ticket number that the account gave the call */
            ticket: string | null;
            /** @description What the account’s limits said at that moment */
            policy: {
                /** @description Numbers of the call that are on the exclusion list */
                excluded: string[];
                /** @description Numbers of the call that asked for no more texts */
                optedOut: string[];
                /** @description Categories that need consent, and numbers of the call with one on record; null: none was needed */
                consents: {
                    neededFor: ("transactional" | "service_implicit" | "service_explicit" | "promotional")[];
                    given: string[];
                } | null;
                /** @description Numbers of the call whose preferences (DND) refused a promotional text lately */
                dndLearnt: string[];
                /** @description In trial mode: numbers of the call that get texts */
                trial: string[] | null;
                quota: {
                    limit: number;
                    used: number;
                } | null;
                spend: {
                    limit: components["schemas"]["Money"];
                    used: components["schemas"]["Money"];
                } | null;
            };
        };
        Verdict: {
            rule: string;
            name: string;
            /** @enum {string} */
            is: "fired" | "also_matches" | "disabled" | "no";
            /**
             * @description Of a `no`: the first condition that failed
             * @enum {string}
             */
            condition?: "directions" | "outcomes" | "departments" | "dids" | "users" | "hours" | "caller" | "miss" | "ringSeconds" | "talkSeconds";
            wants?: string;
            was?: string;
            unknown?: ("unknown_department" | "unknown_did" | "unknown_user") | null;
        };
        /** @description What one recipient gets: sent with its text, or skipped with its reason */
        PlannedMessage: {
            recipient: string;
            number: string | null;
            numberShown: string | null;
            name: string | null;
            template: string;
            templateVersion: number;
            header: string;
            /** @description Of a template with texts in several languages: which was chosen, why, and what was passed over */
            language?: {
                language: string;
                /** @enum {string} */
                because: "caller" | "department" | "did" | "default";
                passed: {
                    language: string;
                    /** @enum {string} */
                    because: "caller" | "department" | "did";
                    /** @enum {string} */
                    why: "no_text" | "not_approved" | "paused" | "header_inactive" | "refused";
                }[];
                words: string;
            } | null;
            /** @enum {string} */
            is: "send" | "skip";
            text: string | null;
            /** @enum {string} */
            encoding?: "gsm" | "ucs2";
            parts?: number;
            units?: number;
            unitsPerPart?: number;
            price?: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            dueAt?: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            validUntil?: string;
            reason?: components["schemas"]["Reason"];
            reasonWords?: string;
            mend?: string;
            /** @description Of a skip */
            check?: components["schemas"]["CheckPlace"] | null;
            detail?: string | null;
            linkedMessageId?: string | null;
        };
        /** @description At which of the ordered checks a text stopped */
        CheckPlace: {
            /** @enum {string} */
            check: "account" | "number" | "duplicate" | "exclusions" | "opt_out" | "consent" | "validity" | "template" | "header" | "refusals" | "text" | "gateway" | "length" | "reached" | "hours" | "cap" | "quota" | "loop" | "trial" | "spend";
            place: number;
            of: number;
            /** @description Such as “Stopped at check 8 of 20, whether …; the 7 before it passed.” */
            words: string;
        };
        Plan: {
            ruleSet: number;
            rule: string | null;
            reason: components["schemas"]["Reason"] | null;
            verdicts: components["schemas"]["Verdict"][];
            messages: components["schemas"]["PlannedMessage"][];
        };
        Message: {
            id: string;
            callId: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            callEndedAt: string;
            /** @description `caller`, `user:<id>`, `number:<number>`, or the selector’s word where nobody is known */
            recipient: string;
            name: string | null;
            /** @description Whole for API keys; null for the console, which shows `numberShown` */
            number: string | null;
            numberShown: string | null;
            state: components["schemas"]["MessageState"];
            reason: components["schemas"]["Reason"] | null;
            reasonWords: string | null;
            /** @description What can be done about it */
            mend: string | null;
            /** @description Of a text that a check stopped, when it was planned or when it was about to go */
            check: components["schemas"]["CheckPlace"] | null;
            detail: string | null;
            /** @description The text that took this one’s place under a cap */
            linkedMessageId: string | null;
            /** @description Why it is or was not known whether the text went */
            doubt: components["schemas"]["Doubt"] | null;
            doubtWords: string | null;
            settledBy: ("answer" | "receipt" | "look_up" | "adoption" | "person" | "time_out") | null;
            rule: string | null;
            template: {
                key: string;
                name: string;
                version: number;
                /** @description Of that version */
                category: ("transactional" | "service_implicit" | "service_explicit" | "promotional") | null;
            } | null;
            header: string | null;
            /** @description As it went with the text, or is to; null where none does */
            dltTemplateId: string | null;
            /** @description Of a text to India that was given to a gateway: whether its DLT ids went with it; null where that is not known */
            dltSent: boolean | null;
            text: string | null;
            encoding: ("gsm" | "ucs2") | null;
            parts: number;
            price: components["schemas"]["Money"];
            /** @description What it costs as it now stands: nothing once it was refused (by the operator’s DLT check also where only a receipt tells it), lapsed or was stopped */
            charged: components["schemas"]["Money"];
            gateway: {
                key: string;
                title: string;
                shared: boolean;
            } | null;
            attempt: number;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            createdAt: string;
            dueAt: string | null;
            validUntil: string | null;
            permittedAt: string | null;
            answeredAt: string | null;
            finalAt: string | null;
            timeline?: components["schemas"]["Moment"][];
        };
        /** @enum {string} */
        Doubt: "timeout" | "cut" | "server_error" | "unreadable" | "some_parts" | "duplicate" | "lease_over" | "restored" | "restored_window";
        /** @description One thing that happened to a text */
        Moment: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            at: string;
            /** @description A word for programs, such as `accepted` or `refused_for_now` */
            what: string;
            words: string;
            detail?: string | null;
        };
        MessageStory: {
            id: string;
            callId: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            callEndedAt: string;
            /** @description `caller`, `user:<id>`, `number:<number>`, or the selector’s word where nobody is known */
            recipient: string;
            name: string | null;
            /** @description Whole for API keys; null for the console, which shows `numberShown` */
            number: string | null;
            numberShown: string | null;
            state: components["schemas"]["MessageState"];
            reason: components["schemas"]["Reason"] | null;
            reasonWords: string | null;
            /** @description What can be done about it */
            mend: string | null;
            /** @description Of a text that a check stopped, when it was planned or when it was about to go */
            check: components["schemas"]["CheckPlace"] | null;
            detail: string | null;
            /** @description The text that took this one’s place under a cap */
            linkedMessageId: string | null;
            /** @description Why it is or was not known whether the text went */
            doubt: components["schemas"]["Doubt"] | null;
            doubtWords: string | null;
            settledBy: ("answer" | "receipt" | "look_up" | "adoption" | "person" | "time_out") | null;
            rule: string | null;
            template: {
                key: string;
                name: string;
                version: number;
                /** @description Of that version */
                category: ("transactional" | "service_implicit" | "service_explicit" | "promotional") | null;
            } | null;
            header: string | null;
            /** @description As it went with the text, or is to; null where none does */
            dltTemplateId: string | null;
            /** @description Of a text to India that was given to a gateway: whether its DLT ids went with it; null where that is not known */
            dltSent: boolean | null;
            text: string | null;
            encoding: ("gsm" | "ucs2") | null;
            parts: number;
            price: components["schemas"]["Money"];
            /** @description What it costs as it now stands: nothing once it was refused (by the operator’s DLT check also where only a receipt tells it), lapsed or was stopped */
            charged: components["schemas"]["Money"];
            gateway: {
                key: string;
                title: string;
                shared: boolean;
            } | null;
            attempt: number;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            createdAt: string;
            dueAt: string | null;
            validUntil: string | null;
            permittedAt: string | null;
            answeredAt: string | null;
            finalAt: string | null;
            timeline: components["schemas"]["Moment"][];
            attempts: components["schemas"]["Attempt"][];
            receipts: components["schemas"]["Receipt"][];
        };
        Attempt: {
            attempt: number;
            permittedAt: string | null;
            answeredAt: string | null;
            outcome: string;
            reason: components["schemas"]["Reason"] | null;
            doubt: components["schemas"]["Doubt"] | null;
            /** @description The gateway’s own words, masked; null for an account whose gateway is shared: they are the operator’s */
            answer: components["schemas"]["JsonValue"];
        };
        Receipt: {
            attempt: number;
            part: number;
            state: string;
            final: boolean;
            reason: components["schemas"]["Reason"] | null;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            receivedAt: string;
            times: number;
            /** @description As the gateway told it; null for an account whose gateway is shared */
            raw: components["schemas"]["JsonValue"];
        };
        Overview: {
            /** @description So many, the last one today */
            days: number;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            since: string;
            calls: {
                total: number;
                connected: number;
                missed: number;
                voicemail: number;
            };
            /** @description Calls whose caller was sent a text that a gateway took */
            answered: number;
            /** @description From the end of the call until the caller’s phone had the text; right within a twentieth */
            untilDelivered: {
                texts: number;
                medianMs: number;
                /** @description One text in ten took longer */
                slowestTenthMs: number;
            } | null;
            /** @description By state */
            texts: {
                [key: string]: number;
            };
            /** @description Texts that are unconfirmed, of whatever day: they wait for a person */
            inDoubt: number;
            /** @description Why texts were not sent, most frequent first */
            reasons: {
                reason: string;
                count: number;
            }[];
            /** @description The hours of the day, or where more days are asked for its days; the last one so far */
            spans: {
                /**
                 * Format: date-time
                 * @description RFC 3339 in UTC
                 */
                startsAt: string;
                calls: {
                    total: number;
                    connected: number;
                    missed: number;
                    voicemail: number;
                };
                /** @description Calls as `GET /v1/calls` has them: also what was made up to try a template or to confirm an opt-out */
                listed: number;
                /** @description Calls whose caller was sent a text that a gateway took */
                answered: number;
                /** @description By state */
                texts: {
                    [key: string]: number;
                };
            }[];
            /** @description As many days before these; null where calls are not kept for so long, or it was not asked for */
            before: {
                calls: number;
                /** @description Calls whose caller was sent a text that a gateway took */
                answered: number;
            } | null;
        };
        RuleSet: {
            number: number;
            /** @description The last number at which the rules themselves changed: the ETag */
            rulesNumber: number;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            madeAt: string;
            madeBy: string;
            rules: components["schemas"]["Rule"][];
            analysis: components["schemas"]["Analysis"];
        };
        Rule: {
            /** @description What files, caps and history know it by; it never changes */
            key: string;
            /** @description What people read */
            name: string;
            /**
             * @description false: passed over, as if it were not there
             * @default true
             */
            enabled: boolean;
            /**
             * @description All that are there must hold; none: every call
             * @default {}
             */
            conditions: {
                /** @description Who dialled: the caller, or the account */
                directions?: ("incoming" | "outgoing")[];
                /** @description How the call ended */
                outcomes?: ("connected" | "missed" | "voicemail")[];
                /** @description The department it went to, by key */
                departments?: string[];
                /** @description The number of the account that it used, by key */
                dids?: string[];
                /** @description Who of the account’s people was in the call */
                users?: {
                    /**
                     * @description answered: who answered last, even if the call counts as missed; rung: whose phone rang, answered or not
                     * @enum {string}
                     */
                    match: "answered" | "rung";
                    /** @description Any of these users, by key */
                    users: string[];
                };
                /**
                 * @description Judged at the call’s start, by the department’s opening hours, else the account’s
                 * @enum {string}
                 */
                hours?: "open" | "closed";
                /**
                 * @description new: the first call with this number; a withheld number is always returning
                 * @enum {string}
                 */
                caller?: "new" | "returning";
                /** @description The call’s place among this caller’s misses within the window since the last connected call */
                miss?: {
                    /** @description From this miss on; 1 is the first */
                    from: number;
                    /** @description Up to this one; absent: and every later one */
                    to?: number;
                    /** @description Misses that ended within these hours before the call’s end count */
                    withinHours: number;
                };
                /** @description How long it rang; a call that does not tell fits no range */
                ringSeconds?: {
                    /** @description At least so many seconds */
                    min?: number;
                    /** @description At most so many seconds; one of the two is needed */
                    max?: number;
                };
                /** @description How long they talked: 0 where nobody did; a connected call that does not tell fits no range */
                talkSeconds?: {
                    /** @description At least so many seconds */
                    min?: number;
                    /** @description At most so many seconds; one of the two is needed */
                    max?: number;
                };
            };
            /** @description Who gets a text, and by which template */
            recipients: {
                /** @description Whom it means */
                selector: {
                    /** @constant */
                    to: "caller";
                } | {
                    /** @constant */
                    to: "user";
                } | {
                    /** @constant */
                    to: "rung";
                } | {
                    /** @constant */
                    to: "members";
                } | {
                    /** @constant */
                    to: "users";
                    users: string[];
                } | {
                    /** @constant */
                    to: "owners";
                } | {
                    /** @constant */
                    to: "numbers";
                    numbers: string[];
                };
                /** @description Key of the template; of one with texts in several languages, of the default text */
                template: string;
                /** @description In the rule’s quiet hours this template goes at once, instead of the text that would wait or be skipped */
                quietTemplate?: string;
            }[];
            /** @description Wait this long after the call’s end; unlessReached cancels the text when the caller is reached meanwhile */
            delay?: {
                /** @description So many seconds after the call’s end */
                seconds: number;
                /**
                 * @description No text when the caller is reached before it is due
                 * @default true
                 */
                unlessReached: boolean;
            };
            /** @description At most this many texts by this rule to one caller within the period */
            cap?: {
                /** @description So many texts */
                texts: number;
                /** @description Within this time before the text is due */
                hours: number;
            };
            /** @description No text by this rule within these hours, in the account’s zone */
            quietHours?: {
                /** @description When they begin, such as 21:00 */
                from: string;
                /** @description When they end; before from: on the next day */
                to: string;
                /**
                 * @description hold: the text goes at the end of them, if still valid; skip: it does not go
                 * @default hold
                 * @enum {string}
                 */
                action: "hold" | "skip";
            };
            /** @description What may choose a text in another language; absent: all of these, in this order; empty: the default text */
            languageBy?: ("caller" | "department" | "did")[];
            /**
             * @description A text still unsent this long after the call’s end lapses; a call reported later is too_late
             * @default 60
             */
            validityMinutes: number;
        };
        Analysis: {
            /** @description Rules that can never fire, and those above that take all their calls */
            shadowed: {
                rule: string;
                by: string[];
            }[];
            /** @description Rules that lose some of their calls to these above */
            overlaps: {
                rule: string;
                with: string[];
            }[];
            /** @description Some call matches no enabled rule */
            missingCatchAll: boolean;
            /** @description What is amiss with single rules whatever the call; paths begin with `rules[index]` */
            problems: components["schemas"]["FieldProblem"][];
        };
        RuleSetEntry: {
            number: number;
            rulesChanged: boolean;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            madeAt: string;
            madeBy: string;
            what: string;
        };
        PlanAnswer: {
            ruleSet: number;
            rule: string | null;
            reason: components["schemas"]["Reason"] | null;
            verdicts: components["schemas"]["Verdict"][];
            messages: components["schemas"]["PlannedMessage"][];
            /** @description Of the draft, as GET /v1/rule-set has it of the rules in force */
            analysis?: components["schemas"]["Analysis"];
        };
        HistoryTrial: {
            /** @description The rules in force that the draft was held against */
            ruleSet: number;
            calls: number;
            /** @description Whether as many were tried as ever are, so that there may be more of these days */
            onlyNewest: boolean;
            /** @description When the first of them ended; null where there are none */
            from: string | null;
            to: string | null;
            /** @description Calls that the draft decides otherwise: another rule, or other texts */
            changed: number;
            inForce: components["schemas"]["HistorySide"];
            draft: components["schemas"]["HistorySide"];
            /** @description What the draft costs more; less where it is negative */
            difference: components["schemas"]["Money"];
            /** @description The newest calls that are decided otherwise, at most 20 */
            examples: {
                id: string;
                caller: string | null;
                callerShown: string | null;
                /**
                 * Format: date-time
                 * @description RFC 3339 in UTC
                 */
                endedAt: string;
                inForce: {
                    rule: string | null;
                    texts: number;
                    price: components["schemas"]["Money"];
                };
                draft: {
                    rule: string | null;
                    texts: number;
                    price: components["schemas"]["Money"];
                };
            }[];
        };
        HistorySide: {
            /** @description Calls that no rule caught */
            none: number;
            texts: number;
            parts: number;
            price: components["schemas"]["Money"];
            /** @description By key; a rule that caught nothing is not there */
            rules: {
                [key: string]: {
                    /** @description Calls that the rule caught */
                    calls: number;
                    texts: number;
                    price: components["schemas"]["Money"];
                };
            };
            /** @description Texts that were planned and would not have gone, by reason */
            skipped: {
                [key: string]: number;
            };
        };
        Warning: {
            /** @enum {string} */
            section: "headers" | "templates" | "routes";
            /** @description Of the object; a route’s is its gateway */
            key: string;
            field: string;
            code: string;
            message: string;
        };
        Change: {
            section: string;
            key: string | null;
            /** @enum {string} */
            kind: "added" | "changed" | "removed";
            fields?: {
                path: string;
                from?: components["schemas"]["JsonValue"];
                to?: components["schemas"]["JsonValue"];
            }[];
        };
        User: {
            id: string;
            key: string;
            name: string;
            /**
             * @description Mobile number that gets the texts
             * @default null
             */
            phone: string | null;
            /** @default null */
            extension: string | null;
            /** @default null */
            email: string | null;
            /** @default false */
            owner: boolean;
            /** @default false */
            textsOff: boolean;
        };
        Department: {
            id: string;
            key: string;
            name: string;
            /**
             * @description Keys of users, in the order in which they are texted
             * @default []
             */
            members: string[];
            /** @default null */
            hours: {
                /** @description Open spans by weekday, mon to sun; a day that is absent is closed */
                week: {
                    [key: string]: {
                        /** @description Open from this minute on, such as 09:30 */
                        from: string;
                        /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                        to: string;
                    }[];
                };
                /**
                 * @description Dates that are closed, or have hours of their own
                 * @default []
                 */
                holidays: {
                    /**
                     * Format: date
                     * @description Such as 2026-11-25
                     */
                    date: string;
                    /** @description What people read */
                    name?: string;
                    /**
                     * @description Hours of that date instead of its weekday’s; none: closed
                     * @default []
                     */
                    spans: {
                        /** @description Open from this minute on, such as 09:30 */
                        from: string;
                        /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                        to: string;
                    }[];
                }[];
            } | null;
            /**
             * @description Chooses the text where the caller’s own language is not known
             * @default null
             */
            language: string | null;
        };
        Did: {
            id: string;
            key: string;
            number: string;
            /** @description Null or absent: it is called as its number is written */
            name?: string | null;
            /**
             * @description Chooses the text where neither the caller nor the department does
             * @default null
             */
            language: string | null;
            /**
             * @description Channel lines: how many calls at once it carries, the unit of rental
             * @default 0
             */
            lines: number;
            numberShown: string;
        };
        Header: {
            id: string;
            key: string;
            /** @description The sender id exactly as registered; case matters and is never changed */
            header: string;
            /**
             * @description DLT principal entity (PE) id
             * @default null
             */
            entityId: string | null;
            /**
             * @description As registered: others for service and transactional texts; null: digits are promotional, letters others
             * @default null
             */
            class: ("others" | "promotional" | "government") | null;
            /**
             * @description Texts of a header that is not active are skipped
             * @default active
             * @enum {string}
             */
            status: "active" | "inactive" | "dormant" | "suspended" | "blacklisted";
            /**
             * @description By country: what it is called there, and the ids of its registrations
             * @default {}
             */
            countries: {
                [key: string]: {
                    /**
                     * @description Null: the header itself
                     * @default null
                     */
                    sender: string | null;
                    /**
                     * @description Ids of registrations, by the names in GET /v1/countries
                     * @default {}
                     */
                    fields: {
                        [key: string]: string;
                    };
                };
            };
        };
        Preview: {
            text: string;
            /** @enum {string} */
            encoding: "gsm" | "ucs2";
            parts: number;
            units: number;
            unitsPerPart: number;
            price: components["schemas"]["Money"];
            problems: {
                path: string;
                code: string;
                message: string;
                at: number;
            }[];
            registered: {
                /** @description The first difference from the registered text */
                mismatch: components["schemas"]["DltMismatch"] | null;
                /** @description The form to register, made from the wording */
                form: string;
                variables: components["schemas"]["DltVariable"][];
                /** @description Names of the account that a variable cannot hold */
                longNames: components["schemas"]["LongName"][];
            };
            findings: components["schemas"]["Finding"][];
            perThousand: components["schemas"]["Money"];
            worst: {
                /** @enum {string} */
                encoding: "gsm" | "ucs2";
                parts: number;
                price: components["schemas"]["Money"];
                /** @description What makes every part hold 70 characters instead of 160 */
                because: {
                    placeholder: string;
                    /** @description A name of the account; null: what callers say of themselves */
                    value: string | null;
                } | null;
            };
            /** @description The one character that costs parts */
            costly: {
                /** @enum {string} */
                why: "forces_ucs2" | "begins_second_part";
                character: string;
                /** @description In the text as it is read */
                at: number;
                partsWithout: number;
                replacement: string | null;
            } | null;
        };
        DltMismatch: {
            /** @description Where the wording stands apart, in UTF-16 units */
            at: number;
            /** @description Where the registered text does */
            registeredAt: number;
            code: string;
            message: string;
        };
        DltVariable: {
            placeholder: string;
            /** @enum {string} */
            tag: "var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email";
            /** @description The value as the sample call has it */
            raw: string | null;
            /** @enum {string} */
            is: "fits" | "cut" | "too_long" | "unfit" | "missing" | "not_whitelisted";
            /** @description What stands in the text, byte for byte; null where the text would be skipped */
            sent: string | null;
        };
        LongName: {
            placeholder: string;
            /** @description One of the account’s own */
            name: string;
            length: number;
            /** @description What the variable takes */
            longest: number;
            /** @description What is left of it, or null where the text is skipped */
            sent: string | null;
        };
        Finding: {
            /** @enum {string} */
            severity: "error" | "warning";
            code: string;
            message: string;
            at: number;
            length: number;
            /** @description What may stand there instead */
            replacement?: string;
        };
        Template: {
            id: string;
            key: string;
            name: string;
            /** @description Wording with {{placeholders}} and {{placeholder|fallback}} */
            body: string;
            header: string;
            /** @default null */
            dltTemplateId: string | null;
            /**
             * @default service_implicit
             * @enum {string}
             */
            category: "transactional" | "service_implicit" | "service_explicit" | "promotional";
            /** @default null */
            registered: {
                /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                text: string;
                /** @description Tags of the variables in order, where the portal keeps them beside the text */
                tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                /**
                 * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                 * @default cut
                 * @enum {string}
                 */
                tooLong: "cut" | "skip";
                /**
                 * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                 * @constant
                 */
                letters?: "plain";
            } | null;
            /**
             * @description What it is written in; null: the account’s language
             * @default null
             */
            language: string | null;
            /**
             * @description Key of the template whose text this is in another language: rules name that one, and the reader’s language chooses
             * @default null
             */
            variantOf: string | null;
            /**
             * @default approved
             * @enum {string}
             */
            status: "draft" | "submitted" | "approved" | "paused" | "rejected";
            statusReason: string | null;
            /** @description A version that waits for its approval while this one sends */
            waiting: {
                /** @description Wording with {{placeholders}} and {{placeholder|fallback}} */
                body: string;
                header: string;
                /** @default null */
                dltTemplateId: string | null;
                /**
                 * @default service_implicit
                 * @enum {string}
                 */
                category: "transactional" | "service_implicit" | "service_explicit" | "promotional";
                /** @default null */
                registered: {
                    /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                    text: string;
                    /** @description Tags of the variables in order, where the portal keeps them beside the text */
                    tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                    /**
                     * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                     * @default cut
                     * @enum {string}
                     */
                    tooLong: "cut" | "skip";
                    /**
                     * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                     * @constant
                     */
                    letters?: "plain";
                } | null;
                /**
                 * @default draft
                 * @enum {string}
                 */
                status: "draft" | "submitted" | "rejected";
                statusReason: string | null;
                version: number;
            } | null;
            /** @description The version that sends */
            version: number;
        };
        TemplateEntry: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            at: string;
            who: string;
            /** @enum {string} */
            action: "made" | "renamed" | "edited" | "submitted" | "approved" | "rejected" | "returned" | "paused" | "resumed" | "discarded" | "retired" | "refused";
            version: number;
            /** @enum {string} */
            status: "draft" | "submitted" | "approved" | "paused" | "rejected" | "retired";
            reason: string | null;
        };
        TemplateVersion: {
            version: number;
            /**
             * @description `own`: the version that sends, or is to send once it is approved
             * @enum {string}
             */
            is: "own" | "waiting" | "former";
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            createdAt: string;
            body: string;
            header: string;
            dltTemplateId: string | null;
            /**
             * @default service_implicit
             * @enum {string}
             */
            category: "transactional" | "service_implicit" | "service_explicit" | "promotional";
            /** @default null */
            registered: {
                /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                text: string;
                /** @description Tags of the variables in order, where the portal keeps them beside the text */
                tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                /**
                 * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                 * @default cut
                 * @enum {string}
                 */
                tooLong: "cut" | "skip";
                /**
                 * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                 * @constant
                 */
                letters?: "plain";
            } | null;
        };
        TestSent: {
            callId: string;
            message: components["schemas"]["Message"];
            /** @description Null where there is no text; where numbers are masked, each hidden digit is “*” */
            bytes: {
                /** @enum {string} */
                encoding: "gsm" | "ucs2";
                parts: {
                    text: string;
                    units: number;
                    /** @description As SMPP carries it: a septet an octet for gsm, big-endian units for ucs2 */
                    hex: string;
                }[];
            } | null;
            /** @description As it goes to the gateway; null where none does */
            entityId: string | null;
            dltTemplateId: string | null;
            telemarketerId: string | null;
            /** @description Why no DLT ids go with a text to India, which the networks then drop */
            withoutDlt: string | null;
        };
        MappedText: {
            /** @description The wording, where a placeholder is given for each variable */
            body: string | null;
            variables: {
                /** @enum {string} */
                tag: "var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email";
                takes: string;
                longest: number;
                /** @description The fixed words before it */
                before: string;
                /** @description What may be meant, the likeliest first */
                suggested: ("caller_number" | "caller_name" | "user_name" | "user_number" | "first_user_name" | "department_name" | "did_number" | "account_name" | "call_date" | "call_time" | "outcome" | "ring_time" | "talk_time" | "recording_url" | "ticket_number" | "opt_out_link")[];
            }[];
            forms: {
                /** @description With the tags in the text */
                typed: string;
                /** @description With the tags beside the text */
                var: {
                    text: string;
                    tags: ("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email")[];
                };
            };
            problems: {
                path: string;
                code: string;
                message: string;
                at: number;
            }[];
        };
        Kind: {
            kind: string;
            title: string;
            about: string;
            /** @description JSON Schema, with what says how each field is drawn */
            settingsSchema: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            secretFields: string[];
            /** @description Whether POST /v1/gateways/{key}/test sends a text by it */
            sendsTests: boolean;
            presets?: {
                key: string;
                title: string;
                about?: string;
                settings: {
                    [key: string]: components["schemas"]["JsonValue"];
                };
            }[];
        };
        Gateway: {
            id: string;
            key: string;
            title: string;
            kind: string;
            /** @description The installation’s: an account sees its title, its health and its own texts */
            shared: boolean;
            /** @default {} */
            settings: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description Which secrets are set. They are never shown. */
            secrets: {
                [key: string]: {
                    /** @constant */
                    keep: true;
                };
            };
            paused: boolean;
            ratherTwice: boolean;
            health: components["schemas"]["Health"];
        };
        Health: {
            /** @enum {string} */
            state: "ok" | "connecting" | "degraded" | "down" | "stopped";
            words: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            since?: string;
        };
        Check: {
            name: string;
            /** @enum {string} */
            result: "ok" | "warn" | "fail";
            words: string;
            mend?: string;
        };
        TryOut: {
            /** @enum {string} */
            is: "not_bound" | "refused" | "doubt" | "accepted" | "undelivered" | "delivered";
            words: string;
            mend?: string;
            /** @description What it showed about the settings */
            hints: string[];
            lines: components["schemas"]["Traced"][];
        };
        /** @description One PDU that the connection carried, in words */
        Traced: {
            /** @description Since the beginning */
            ms: number;
            /** @enum {string} */
            direction: "in" | "out" | "note";
            command: string;
            sequence: number;
            words: string;
            details: string[];
        };
        Source: {
            id: string;
            key: string;
            name: string;
            kind: string;
            /** @default {} */
            settings: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** @description Which secrets are set. They are never shown. */
            secrets: {
                [key: string]: {
                    /** @constant */
                    keep: true;
                };
            };
            /**
             * @description What the phone system calls a department, DID or user, and which of ours that is; needed also where several of ours have that name
             * @default []
             */
            mappings: {
                /** @enum {string} */
                kind: "department" | "did" | "user";
                external: string;
                to: string;
            }[];
            webhookUrl: string | null;
            /** @description Steps for the administrator of the phone system */
            setup: string[];
            lastReportAt: string | null;
        };
        SourceReport: {
            id: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            receivedAt: string;
            outcome: string;
            words: string | null;
            body: string;
        };
        Mapping: {
            source: string;
            /** @enum {string} */
            kind: "department" | "did" | "user";
            external: string;
            shown: string;
            to: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            lastSeenAt: string;
        };
        Me: {
            /** @description As the history calls whoever asks */
            name: string;
            /** @enum {string} */
            role: "operator" | "owner" | "support";
            /** @description What whoever asks may do */
            permissions: ("anyone" | "self" | "calls:report" | "calls:read" | "names:read" | "messages:act" | "numbers:reveal" | "configuration:read" | "configuration:write" | "keys:manage" | "links:make" | "audit:read" | "installation")[];
            account: components["schemas"]["Account"] | null;
            /** @description For an operator: the demo account and the newest, at most 200; GET /v1/accounts finds the others */
            accounts?: {
                id: string;
                key: string;
                name: string;
                isDemo: boolean;
            }[];
            version: string;
        };
        Account: {
            id: string;
            key: string;
            isDemo: boolean;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            createdAt: string;
            name: string;
            /** @description IANA time zone, such as Asia/Kolkata */
            zone: string;
            /** @default en */
            language: string;
            /** @default IN */
            country: string;
            /** @default INR */
            currency: string;
            /**
             * @description Price of one SMS part, in the currency’s unit
             * @default 0.3000
             */
            pricePerPart: string;
            /**
             * @description What a one-way line costs in a billing cycle, in the currency’s unit
             * @default 0.0000
             */
            lineRentalOneWay: string;
            /**
             * @description What a two-way line costs in a billing cycle
             * @default 0.0000
             */
            lineRentalTwoWay: string;
            /**
             * @description Day of the month on which billing cycles begin, or its last; it stays as it is once the first cycle is over
             * @default 1
             */
            billingDay: number;
            /**
             * @description What the invoice adds to rental and texts
             * @default []
             */
            taxes: {
                /** @description As the invoice says it, such as CGST */
                name: string;
                /** @description Of rental and texts together */
                percent: string;
            }[];
            /**
             * @description Only whoever runs the installation changes prices, rentals, taxes, currency and quota, and this
             * @default false
             */
            operatorSetsPrices: boolean;
            /**
             * @description After-Call SMS on or off for the whole account
             * @default true
             */
            smsOn: boolean;
            /** @default null */
            hours: {
                /** @description Open spans by weekday, mon to sun; a day that is absent is closed */
                week: {
                    [key: string]: {
                        /** @description Open from this minute on, such as 09:30 */
                        from: string;
                        /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                        to: string;
                    }[];
                };
                /**
                 * @description Dates that are closed, or have hours of their own
                 * @default []
                 */
                holidays: {
                    /**
                     * Format: date
                     * @description Such as 2026-11-25
                     */
                    date: string;
                    /** @description What people read */
                    name?: string;
                    /**
                     * @description Hours of that date instead of its weekday’s; none: closed
                     * @default []
                     */
                    spans: {
                        /** @description Open from this minute on, such as 09:30 */
                        from: string;
                        /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                        to: string;
                    }[];
                }[];
            } | null;
            /**
             * @description Registered links and call-back numbers (India)
             * @default {
             *       "links": [],
             *       "numbers": []
             *     }
             */
            whitelist: {
                /**
                 * @description Host, or host and beginning of the path, such as kaveri.example/r
                 * @default []
                 */
                links: string[];
                /** @default [] */
                numbers: string[];
            };
            /**
             * @description Numbers that never get a text
             * @default []
             */
            exclusions: string[];
            /**
             * @description Texts that may go in any 24 hours
             * @default null
             */
            quota: number | null;
            /**
             * @description What texts may cost in any 24 hours, in the currency’s unit
             * @default null
             */
            spendStop: string | null;
            /**
             * @description At most this many texts to one caller within the time, so that two machines do not answer each other
             * @default {
             *       "texts": 5,
             *       "minutes": 60
             *     }
             */
            loopGuard: {
                texts: number;
                minutes: number;
            } | null;
            /**
             * @description A call with less talk than this reaches nobody, such as one that a carrier’s voicemail took; 0: any connected call does
             * @default 0
             */
            reachedAfterSeconds: number;
            /**
             * @description Trial mode: while set, only these numbers get texts
             * @default null
             */
            trialNumbers: string[] | null;
            /**
             * @description Consent that the account keeps as its own evidence; it is not DLT consent
             * @default {
             *       "neededFor": [],
             *       "reconsentBlockDays": 90,
             *       "asking": null
             *     }
             */
            consent: {
                /**
                 * @description Categories of templates that go only to numbers with a consent on record; empty: none
                 * @default []
                 */
                neededFor: ("transactional" | "service_implicit" | "service_explicit" | "promotional")[];
                /**
                 * @description Days after an opt-out or a revocation within which no new consent counts, unless they come back by themselves
                 * @default 90
                 */
                reconsentBlockDays: number;
                /**
                 * @description How people agree by themselves; null: they cannot
                 * @default null
                 */
                asking: {
                    /** @description What they agree to, such as “offers by text” */
                    purpose: string;
                    /**
                     * @description Which version of your wording asks them; change it with the wording
                     * @default null
                     */
                    wording: string | null;
                    /**
                     * @description Words that agree when they are the whole reply, such as JOIN
                     * @default []
                     */
                    replies: string[];
                    /**
                     * @description The page behind a link asks too
                     * @default false
                     */
                    byPage: boolean;
                } | null;
            };
            /**
             * @description Your own address of the opt-out page, on your whitelist in India; absent: this program’s
             * @default null
             */
            optOutLink: string | null;
            /**
             * @description The one text that confirms an opt-out by reply; null: none is sent
             * @default null
             */
            optOutConfirmation: {
                /** @description A transactional or service implicit template */
                template: string;
                /**
                 * @description Also to whoever opts out by the page behind a link, where the text with the link is a recent one
                 * @default false
                 */
                byPage: boolean;
            } | null;
            /**
             * @description Ticket numbers for calls whose source gives none
             * @default null
             */
            tickets: {
                /** @default  */
                prefix: string;
                /**
                 * @description Digits, filled up with noughts
                 * @default 6
                 */
                width: number;
            } | null;
            /**
             * @description Days after which the wording of a text is taken away; null: as the installation does
             * @default null
             */
            keepTextsDays: number | null;
            /**
             * @description Days after which a call goes, with its texts and receipts; null: as the installation does
             * @default null
             */
            keepCallsDays: number | null;
        };
        Key: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "operator" | "owner" | "support";
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            createdAt: string;
            lastUsedAt: string | null;
        };
        Session: {
            id: string;
            /** @description As the history calls them */
            name: string;
            /** @enum {string} */
            role: "owner" | "support";
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description To the minute
             */
            lastSeenAt: string;
            /** @description The session that asks */
            isThis: boolean;
        };
        /** @description One thing that somebody did, or looked at */
        AuditEntry: {
            id: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            at: string;
            /** @description The name of the key; of whoever was signed in the role, and the name of their key or link */
            who: string;
            /** @description A word for programs, such as `number.revealed` */
            what: string;
            words: string;
            /** @description The id of a call or a message, a key, or what was looked for; numbers are masked */
            subject: string;
            detail: string;
        };
        Bill: {
            /**
             * Format: date
             * @description Its first day, in the account’s zone
             */
            start: string;
            /**
             * Format: date
             * @description Its last day
             */
            end: string;
            /** @description Which of its days today is, from 1; null for a past cycle */
            day: number | null;
            days: number;
            zone: string;
            isCurrent: boolean;
            /** @description Nothing is expected any more of any of its texts */
            isFinal: boolean;
            rental: {
                amount: components["schemas"]["Money"];
                items: {
                    did: components["schemas"]["BilledDid"];
                    /**
                     * @description off, or whom the rules can text: one side of a call, or both
                     * @enum {string}
                     */
                    mode: "off" | "one_way" | "two_way";
                    lines: number;
                    /** @description Of one line */
                    price: components["schemas"]["Money"];
                    amount: components["schemas"]["Money"];
                    /** @description What made these lines so within the cycle; absent: they began it so */
                    since?: components["schemas"]["BillingCause"];
                    /** @description What took these lines away within the cycle */
                    until?: components["schemas"]["BillingCause"];
                }[];
            };
            texts: {
                texts: number;
                parts: number;
                /** @description Rounded once */
                amount: components["schemas"]["Money"];
                byRule: {
                    /** @description null: tests and confirmations, which no rule sends */
                    rule: string | null;
                    name: string;
                    texts: number;
                    parts: number;
                    /** @description Exactly, not rounded */
                    amount: components["schemas"]["Money"];
                }[];
                byTemplate: {
                    template: string;
                    name: string;
                    texts: number;
                    parts: number;
                    /** @description Exactly, not rounded */
                    amount: components["schemas"]["Money"];
                }[];
                byGateway: {
                    /** @description null: not given to one yet */
                    gateway: string | null;
                    name: string;
                    texts: number;
                    parts: number;
                    /** @description Exactly, not rounded */
                    amount: components["schemas"]["Money"];
                }[];
                /** @description Days with charged texts, in their order */
                byDay: {
                    /** Format: date */
                    day: string;
                    texts: number;
                    parts: number;
                    /** @description Exactly, not rounded */
                    amount: components["schemas"]["Money"];
                }[];
            };
            notCharged: {
                texts: number;
                reasons: {
                    reason: string;
                    words: string;
                    texts: number;
                }[];
            };
            taxes: {
                name: string;
                percent: string;
                amount: components["schemas"]["Money"];
            }[];
            /** @description The sum of the rental’s items, the texts and the taxes, each as it is listed */
            total: components["schemas"]["Money"];
            /** @description What it will have come to at its end; null for a past cycle */
            forecast: components["schemas"]["Money"] | null;
            /** @description Mode of each DID’s lines, day by day */
            lines: {
                did: components["schemas"]["BilledDid"];
                /** @description As they stand, or stood at its end */
                lines: number;
                days: {
                    /** Format: date */
                    day: string;
                    /**
                     * @description The highest of the day
                     * @enum {string}
                     */
                    mode: "off" | "one_way" | "two_way";
                    /**
                     * @description As it stands now
                     * @constant
                     */
                    isToCome?: true;
                }[];
                amount: components["schemas"]["Money"];
            }[];
        };
        BilledDid: {
            key: string;
            name: string;
            number: string;
            numberShown: string;
        };
        BillingCause: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            at: string;
            /** @description The rule set in force from then on */
            ruleSet: number;
            what: string;
        };
        BillingWhatIf: {
            /** @description Never less: what was on once in the cycle is paid in full */
            thisCycle: {
                /** @description With the change */
                rental: components["schemas"]["Money"];
                /** @description Without it */
                before: components["schemas"]["Money"];
                /** @description What the change adds; below zero: what it saves */
                more: components["schemas"]["Money"];
            };
            nextCycle: {
                /** @description With the change */
                rental: components["schemas"]["Money"];
                /** @description Without it */
                before: components["schemas"]["Money"];
                /** @description What the change adds; below zero: what it saves */
                more: components["schemas"]["Money"];
            };
            /** @description DIDs whose lines or mode the change alters */
            dids: {
                did: components["schemas"]["BilledDid"];
                /**
                 * @description off, or whom the rules can text: one side of a call, or both
                 * @enum {string}
                 */
                before: "off" | "one_way" | "two_way";
                /**
                 * @description off, or whom the rules can text: one side of a call, or both
                 * @enum {string}
                 */
                after: "off" | "one_way" | "two_way";
                /** @description After the change */
                lines: number;
                /** @description In this cycle */
                more: components["schemas"]["Money"];
            }[];
        };
        AccountBill: {
            account: {
                id: string;
                key: string;
                name: string;
                isDemo: boolean;
            };
            /**
             * Format: date
             * @description The first day of its cycle, in the account’s zone
             */
            start: string;
            /** Format: date */
            end: string;
            isCurrent: boolean;
            /** @description Nothing is expected any more of any of its texts */
            isFinal: boolean;
            rental: components["schemas"]["Money"];
            texts: {
                texts: number;
                parts: number;
                /** @description Rounded once */
                amount: components["schemas"]["Money"];
            };
            /** @description Together */
            taxes: components["schemas"]["Money"];
            /** @description As the account’s own bill says it */
            total: components["schemas"]["Money"];
        };
        Country: {
            /** @description The country, EU for its members, or ZZ for all that have no pack */
            key: string;
            name: string;
            /** @description ISO 3166 */
            countries: string[];
            callingCodes: string[];
            hours: {
                [key: string]: {
                    from: string;
                    to: string;
                };
            };
            consentFor: ("transactional" | "service_implicit" | "service_explicit" | "promotional")[];
            keywords: {
                stop: string[];
                start: string[];
                help: string[];
            };
            senders: {
                /** @enum {string} */
                kind: "alphanumeric" | "long_code" | "short_code";
                pattern: string;
                for?: ("transactional" | "service_implicit" | "service_explicit" | "promotional")[];
                /** @description The form in words, as a person would say it */
                words: string;
            }[];
            registration: {
                name: string;
                title: string;
                pattern: string;
                /** @description What it is and where it is had */
                words: string;
                neededFor?: ("alphanumeric" | "long_code" | "short_code")[];
            }[];
            dlt: boolean;
            notes: string[];
        };
        Notice: {
            /** @enum {string} */
            kind: "quota_80" | "quota_100" | "spend_80" | "spend_100" | "loop_suspected" | "template_dnd" | "template_at_risk" | "template_refused" | "header_refused" | "reply_perhaps_stop";
            /** @description The key of what it is about; empty for the account itself */
            subject: string;
            words: string;
            mend: string;
            times: number;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            firstAt: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            lastAt: string;
        };
        Status: {
            version: string;
            at: string;
            ready: boolean;
            /** @description Whether calls are taken, and why not */
            words: string;
            startedAt: string;
            /** @description Processes on this database; null while it does not answer */
            nodes: number | null;
            calls: {
                /** @description New ones, over the last ten seconds */
                perSecond: number;
                knownPerSecond: number;
                /** @description Between socket and commit */
                inHand: number;
                /** @description Since the start */
                turnedAway: number;
                turnedAwayLastMinute: number;
                /** @description Since the start */
                notKept: number;
                notKeptLastMinute: number;
                /** @description Milliseconds that half and 99 in a hundred stayed below, over the last minute */
                answeredMs: {
                    p50: number | null;
                    p99: number | null;
                };
            };
            texts: {
                perSecond: number;
                plannedPerSecond: number;
                /** @description Counted to 10,000 */
                due: number;
                /** @description Counted to 10,000 */
                later: number;
                oldestDueSeconds: number;
                /** @description Counted to 10,000 */
                unconfirmed: number;
                doubtsLastMinute: number;
                /** @description From a text’s being due to its being with the gateway, over the last minute */
                startedMs: {
                    p50: number | null;
                    p99: number | null;
                };
            };
            /** @description Those with something to see first; at most 100 */
            gateways: components["schemas"]["StatusGateway"][];
            gatewaysLeftOut: number;
            database: {
                answers: boolean;
                milliseconds: number;
                pools: {
                    pool: string;
                    open: number;
                    inUse: number;
                    waiting: number;
                }[];
                /** @description Since the start, by kind; those that have happened */
                errors: {
                    [key: string]: number;
                };
                wentBack: boolean;
                freeDiskBytes: number | null;
            };
            process: {
                /** @description Share of one, over the last ten seconds */
                processor: number;
                residentBytes: number;
                /** @description How late 99 in a hundred ticks were at most */
                loopDelayMs: number;
            };
        };
        StatusGateway: {
            key: string;
            title: string;
            shared: boolean;
            paused: boolean;
            health: components["schemas"]["Health"];
            breakerOpen: boolean;
            window: {
                places: number;
                inUse: number;
                free: number;
            };
            /** @description Counted to 10,000 */
            due: number;
            oldestDueSeconds: number;
            /** @description Counted to 10,000 */
            unconfirmed: number;
            textsPerSecond: number;
            receiptsPerSecond: number;
        };
        OptOut: {
            id: string;
            /** @description The number’s last three digits; null where it opted out by a link */
            ending: string | null;
            /**
             * @description By which way
             * @enum {string}
             */
            source: "reply" | "link" | "console" | "api" | "file";
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            since: string;
        };
        OptOutStanding: {
            numberShown: string;
            optedOut: boolean;
            since: string | null;
            source: ("reply" | "link" | "console" | "api" | "file") | null;
            /** @description Newest first */
            history: {
                /** @enum {string} */
                what: "out" | "in";
                /**
                 * @description By which way
                 * @enum {string}
                 */
                source: "reply" | "link" | "console" | "api" | "file";
                who: string;
                words: string | null;
                /**
                 * Format: date-time
                 * @description RFC 3339 in UTC
                 */
                at: string;
            }[];
        };
        CallerLanguage: {
            id: string;
            /** @description Whole for API keys; null for the console */
            number: string | null;
            numberShown: string;
            language: string;
            languageName: string;
            /**
             * @description Who said it
             * @enum {string}
             */
            source: "call" | "console" | "api" | "file";
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            at: string;
        };
        CallerLanguageStanding: {
            numberShown: string;
            language: string | null;
            languageName: string | null;
            source: ("call" | "console" | "api" | "file") | null;
            at: string | null;
        };
        CallerLanguagesImported: {
            rows: number;
            set: number;
            /** @description The same was known already */
            known: number;
            bad: number;
            /** @description Those that were not kept, and why; at most 1,000 */
            badRows: {
                line: number;
                value: string;
                message: string;
            }[];
        };
        Consent: {
            id: string;
            /** @description The number’s last three digits; null where it agreed by a link */
            ending: string | null;
            purpose: string;
            wording: string | null;
            /** @enum {string} */
            source: "console" | "api" | "file" | "call" | "reply" | "link";
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            givenAt: string;
            expiresAt: string | null;
            isExpired: boolean;
        };
        ConsentStanding: {
            numberShown: string;
            /** @description One that stands, is not expired, and whose number is not opted out */
            hasConsent: boolean;
            optedOut: boolean;
            current: components["schemas"]["Consent"] | null;
            /** @description Its preferences (DND) refused a promotional text, which is believed until then */
            dndUntil: string | null;
            /** @description Newest first */
            ledger: components["schemas"]["ConsentEntry"][];
        };
        ConsentEntry: {
            id: string;
            /** @enum {string} */
            what: "given" | "revoked";
            /** @enum {string} */
            source: "console" | "api" | "file" | "call" | "reply" | "link";
            who: string;
            /**
             * Format: date-time
             * @description When it was recorded
             */
            at: string;
            purpose: string | null;
            wording: string | null;
            givenAt: string | null;
            expiresAt: string | null;
            evidence: string | null;
        };
        ConsentExport: {
            about: string;
            account: string;
            number: string;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            exportedAt: string;
            hasConsent: boolean;
            optedOut: boolean;
            ledger: components["schemas"]["ConsentEntry"][];
        };
        ConsentsImported: {
            rows: number;
            given: number;
            /** @description The same consent, or a later one, stood already */
            known: number;
            bad: number;
            /** @description Those that were not recorded, and why; at most 1,000 */
            badRows: {
                line: number;
                value: string;
                message: string;
            }[];
        };
        Reply: {
            id: string;
            number: string | null;
            numberShown: string | null;
            text: string;
            /**
             * @description What it was taken for; `perhaps_stop` waits for a person
             * @enum {string}
             */
            meaning: "stop" | "start" | "perhaps_stop" | "agree" | "other";
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            cameAt: string;
            settledAt: string | null;
        };
        Imported: {
            rows: number;
            added: number;
            changed: number;
            same: number;
            /** @description Rows that were not taken */
            bad: number;
            problems: {
                line: number;
                /** @description As the file names it; null: the row as a whole */
                column: string | null;
                code: string;
                message: string;
                /** @enum {string} */
                severity: "error" | "warning";
            }[];
            /** @description Problems beyond those that are listed */
            moreProblems: number;
            /** @description Which column was taken for which field */
            columns: {
                [key: string]: string;
            };
            ignored: string[];
            /** @description Templates that follow what the portal says */
            templates: {
                key: string;
                /** @enum {string} */
                move: "submit" | "approve" | "reject" | "pause" | "resume" | "discard";
            }[];
        };
        RegisteredText: {
            templateId: string;
            name: string;
            text: string;
            tags: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[] | null;
            headers: string[];
            /** @enum {string} */
            category: "transactional" | "service_implicit" | "service_explicit" | "promotional";
            /** @enum {string} */
            status: "approved" | "submitted" | "rejected" | "inactive";
            entityId: string | null;
            reason: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 in UTC
             */
            importedAt: string;
            /** @description Keys of the templates that send it */
            templates: string[];
        };
        OptOutImport: {
            /** @description Where the numbers stood, such as `#2`: for the next piece of the same file */
            column: string | null;
            /** @description What separated the cells: for the next piece of the same file */
            separator: ("comma" | "semicolon" | "tab") | null;
            rows: number;
            /** @description Numbers that were not opted out before */
            added: number;
            known: number;
            bad: number;
            /** @description The first 100 of them */
            badRows: {
                line: number;
                value: string;
                message: string;
            }[];
        };
        RouteOutput: {
            gateway: string;
            /**
             * @description Telemarketer id, or the chain of them joined by commas: the entity’s own first, who delivers last
             * @default null
             */
            telemarketerId: string | null;
            /**
             * @description none: the gateway adds the chain; ids: as they are; sha256: the hash, for who hands texts to an operator
             * @default ids
             * @enum {string}
             */
            chainMode: "none" | "ids" | "sha256";
        };
        JsonValue: string | number | boolean | null | components["schemas"]["JsonValue"][] | {
            [key: string]: components["schemas"]["JsonValue"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        role: "operator" | "owner" | "support";
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalls: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
                outcome?: "connected" | "missed" | "voicemail";
                direction?: "incoming" | "outgoing";
                /** @description Key of the rule that fired */
                rule?: string;
                /** @description Why nothing was planned, or why one of its texts was not sent */
                reason?: components["schemas"]["Reason"];
                /** @description A number, or its last digits */
                caller?: string;
                department?: string;
                did?: string;
                /** @description Key of a user who answered, or whose phone rang */
                user?: string;
                /** @description Taken in from then on: a date such as 2026-11-23 in the account’s zone, or an instant */
                from?: string;
                /** @description Taken in up to then: a date, which is meant with its last moment, or an instant, which is not */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CallRow"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                        /** @description How far it looked, where it is short and not the last; what is older is looked through for the next page */
                        lookedBackTo: string | null;
                        /** @description Of the first page: the ids of the account's newest calls, at most 20, whatever the filter finds. One that GET /v1/live tells of as `newest` and that is not among them came in since. */
                        newest?: string[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCalls: {
        parameters: {
            query?: {
                /** @description Key of the source that these calls are of, where a phone system told some of them itself: by the same id a call is the same call, whoever told it first. Usually `api`. */
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sourceCallId: string;
                    /** @enum {string} */
                    direction: "incoming" | "outgoing";
                    /** @enum {string} */
                    outcome: "connected" | "missed" | "voicemail";
                    /** @enum {string} */
                    missedBecause?: "no_answer" | "busy" | "caller_hung_up" | "queue_abandoned" | "menu_only" | "out_of_hours" | "rejected" | "failed" | "unknown";
                    /** @description The outside party as received, whoever dialled; null when withheld */
                    caller: string | null;
                    callerName?: string;
                    /** @description What the caller asked to be spoken to in, as a tag (hi) or a name (Hindi); kept with the caller */
                    callerLanguage?: string;
                    did?: string;
                    department?: {
                        id?: string;
                        name?: string;
                    };
                    /** @description Who talked last; without it, whom the call was passed on to last */
                    user?: {
                        id?: string;
                        name?: string;
                        extension?: string;
                        phone?: string;
                        email?: string;
                    };
                    rung?: {
                        id?: string;
                        name?: string;
                        extension?: string;
                        phone?: string;
                        email?: string;
                        at?: string;
                        seconds?: number;
                        /** @enum {string} */
                        result?: "answered" | "no_answer" | "busy" | "rejected" | "failed";
                    }[];
                    transfers?: {
                        at?: string;
                        from?: string;
                        to?: string;
                        /** @enum {string} */
                        kind?: "blind" | "attended" | "queue";
                    }[];
                    startedAt?: string;
                    answeredAt?: string;
                    endedAt?: string;
                    ringSeconds?: number;
                    waitSeconds?: number;
                    talkSeconds?: number;
                    totalSeconds?: number;
                    voicemail?: {
                        seconds?: number;
                        url?: string;
                        sure?: boolean;
                    };
                    recordingUrl?: string;
                    variables?: {
                        [key: string]: string;
                    };
                    /** @description Names of fields that were inferred */
                    approximate?: string[];
                } | {
                    sourceCallId: string;
                    /** @enum {string} */
                    direction: "incoming" | "outgoing";
                    /** @enum {string} */
                    outcome: "connected" | "missed" | "voicemail";
                    /** @enum {string} */
                    missedBecause?: "no_answer" | "busy" | "caller_hung_up" | "queue_abandoned" | "menu_only" | "out_of_hours" | "rejected" | "failed" | "unknown";
                    /** @description The outside party as received, whoever dialled; null when withheld */
                    caller: string | null;
                    callerName?: string;
                    /** @description What the caller asked to be spoken to in, as a tag (hi) or a name (Hindi); kept with the caller */
                    callerLanguage?: string;
                    did?: string;
                    department?: {
                        id?: string;
                        name?: string;
                    };
                    /** @description Who talked last; without it, whom the call was passed on to last */
                    user?: {
                        id?: string;
                        name?: string;
                        extension?: string;
                        phone?: string;
                        email?: string;
                    };
                    rung?: {
                        id?: string;
                        name?: string;
                        extension?: string;
                        phone?: string;
                        email?: string;
                        at?: string;
                        seconds?: number;
                        /** @enum {string} */
                        result?: "answered" | "no_answer" | "busy" | "rejected" | "failed";
                    }[];
                    transfers?: {
                        at?: string;
                        from?: string;
                        to?: string;
                        /** @enum {string} */
                        kind?: "blind" | "attended" | "queue";
                    }[];
                    startedAt?: string;
                    answeredAt?: string;
                    endedAt?: string;
                    ringSeconds?: number;
                    waitSeconds?: number;
                    talkSeconds?: number;
                    totalSeconds?: number;
                    voicemail?: {
                        seconds?: number;
                        url?: string;
                        sure?: boolean;
                    };
                    recordingUrl?: string;
                    variables?: {
                        [key: string]: string;
                    };
                    /** @description Names of fields that were inferred */
                    approximate?: string[];
                }[];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        outcome: "new" | "known";
                        /** @description Texts that were planned to be sent */
                        messages?: number;
                    };
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        outcome: "new" | "known";
                        /** @description Texts that were planned to be sent */
                        messages?: number;
                    } | {
                        results: {
                            index: number;
                            /** @enum {string} */
                            outcome: "new" | "known" | "invalid";
                            id?: string;
                            problem?: components["schemas"]["Problem"];
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "getCalls.csv": {
        parameters: {
            query?: {
                outcome?: "connected" | "missed" | "voicemail";
                direction?: "incoming" | "outgoing";
                /** @description Key of the rule that fired */
                rule?: string;
                /** @description Why nothing was planned, or why one of its texts was not sent */
                reason?: components["schemas"]["Reason"];
                /** @description A number, or its last digits */
                caller?: string;
                department?: string;
                did?: string;
                /** @description Key of a user who answered, or whose phone rang */
                user?: string;
                /** @description Taken in from then on: a date such as 2026-11-23 in the account’s zone, or an instant */
                from?: string;
                /** @description Taken in up to then: a date, which is meant with its last moment, or an instant, which is not */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCallsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallStory"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCallSignals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    type: "answered";
                    caller: string;
                    /** @description RFC 3339; else now */
                    at?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        noted: boolean;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMessages: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
                state?: "skipped" | "queued" | "sending" | "sent" | "unconfirmed" | "delivered" | "undelivered" | "rejected" | "lapsed" | "cancelled" | "unknown";
                reason?: components["schemas"]["Reason"];
                /** @description Its id, or any unambiguous beginning of it */
                call?: string;
                /** @description Of whom it is for: the number, or its last digits */
                number?: string;
                /** @description Key of the rule that fired */
                rule?: string;
                /** @description Key of the template, whose texts in other languages count too */
                template?: string;
                gateway?: string;
                /** @description Taken in from then on: a date such as 2026-11-23 in the account’s zone, or an instant */
                from?: string;
                /** @description Taken in up to then: a date, which is meant with its last moment, or an instant, which is not */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Message"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                        /** @description How far it looked, where it is short and not the last; what is older is looked through for the next page */
                        lookedBackTo: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "getMessages.csv": {
        parameters: {
            query?: {
                state?: "skipped" | "queued" | "sending" | "sent" | "unconfirmed" | "delivered" | "undelivered" | "rejected" | "lapsed" | "cancelled" | "unknown";
                reason?: components["schemas"]["Reason"];
                /** @description Its id, or any unambiguous beginning of it */
                call?: string;
                /** @description Of whom it is for: the number, or its last digits */
                number?: string;
                /** @description Key of the rule that fired */
                rule?: string;
                /** @description Key of the template, whose texts in other languages count too */
                template?: string;
                gateway?: string;
                /** @description Taken in from then on: a date such as 2026-11-23 in the account’s zone, or an instant */
                from?: string;
                /** @description Taken in up to then: a date, which is meant with its last moment, or an instant, which is not */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMessagesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, or any unambiguous beginning of it */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageStory"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMessagesIdSettle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, or any unambiguous beginning of it */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    as: "sent" | "delivered" | "undelivered" | "rejected";
                    /** @description The attempt you have read of, as the message tells it. Refused where another was made since. */
                    attempt?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMessagesIdResend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, or any unambiguous beginning of it */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    confirm?: "may arrive twice";
                    /** @default 60 */
                    validMinutes?: number;
                    /** @description The attempt you have read of, as the message tells it. Refused where another was made since. */
                    attempt?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMessagesIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id, or any unambiguous beginning of it */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postNumbersReveal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its id, or any unambiguous beginning of it */
                    callId?: string;
                    /** @description Its id, or any unambiguous beginning of it */
                    messageId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        number: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRestored: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Message"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                        /** @description null: this database was never restored */
                        restoredAt: string | null;
                        backupTakenAt: string | null;
                        /** @description How many wait, from the first of this page on */
                        waiting: number;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRestoredSend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Only these messages; without it the oldest, as many as go at once */
                    ids?: string[];
                    /** @constant */
                    confirm: "may arrive twice";
                    /** @default 60 */
                    validMinutes?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many it was done with */
                        done: number;
                        /** @description How many still wait: ask again for the next */
                        left: number;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRestoredDrop: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Only these messages; without it the oldest, as many as go at once */
                    ids?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many it was done with */
                        done: number;
                        /** @description How many still wait: ask again for the next */
                        left: number;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLive: {
        parameters: {
            query?: {
                /** @description Ids, with commas between */
                calls?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getOverview: {
        parameters: {
            query?: {
                /** @description So many days, the last one today */
                days?: number;
                /** @description `false`: without the days before */
                before?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRuleSet: {
        parameters: {
            query?: never;
            header?: {
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rules: {
                        /** @description What files, caps and history know it by; it never changes */
                        key: string;
                        /** @description What people read */
                        name: string;
                        /**
                         * @description false: passed over, as if it were not there
                         * @default true
                         */
                        enabled?: boolean;
                        /**
                         * @description All that are there must hold; none: every call
                         * @default {}
                         */
                        conditions?: {
                            /** @description Who dialled: the caller, or the account */
                            directions?: ("incoming" | "outgoing")[];
                            /** @description How the call ended */
                            outcomes?: ("connected" | "missed" | "voicemail")[];
                            /** @description The department it went to, by key */
                            departments?: string[];
                            /** @description The number of the account that it used, by key */
                            dids?: string[];
                            /** @description Who of the account’s people was in the call */
                            users?: {
                                /**
                                 * @description answered: who answered last, even if the call counts as missed; rung: whose phone rang, answered or not
                                 * @enum {string}
                                 */
                                match: "answered" | "rung";
                                /** @description Any of these users, by key */
                                users: string[];
                            };
                            /**
                             * @description Judged at the call’s start, by the department’s opening hours, else the account’s
                             * @enum {string}
                             */
                            hours?: "open" | "closed";
                            /**
                             * @description new: the first call with this number; a withheld number is always returning
                             * @enum {string}
                             */
                            caller?: "new" | "returning";
                            /** @description The call’s place among this caller’s misses within the window since the last connected call */
                            miss?: {
                                /** @description From this miss on; 1 is the first */
                                from: number;
                                /** @description Up to this one; absent: and every later one */
                                to?: number;
                                /** @description Misses that ended within these hours before the call’s end count */
                                withinHours: number;
                            };
                            /** @description How long it rang; a call that does not tell fits no range */
                            ringSeconds?: {
                                /** @description At least so many seconds */
                                min?: number;
                                /** @description At most so many seconds; one of the two is needed */
                                max?: number;
                            };
                            /** @description How long they talked: 0 where nobody did; a connected call that does not tell fits no range */
                            talkSeconds?: {
                                /** @description At least so many seconds */
                                min?: number;
                                /** @description At most so many seconds; one of the two is needed */
                                max?: number;
                            };
                        };
                        /** @description Who gets a text, and by which template */
                        recipients: {
                            /** @description Whom it means */
                            selector: {
                                /** @constant */
                                to: "caller";
                            } | {
                                /** @constant */
                                to: "user";
                            } | {
                                /** @constant */
                                to: "rung";
                            } | {
                                /** @constant */
                                to: "members";
                            } | {
                                /** @constant */
                                to: "users";
                                users: string[];
                            } | {
                                /** @constant */
                                to: "owners";
                            } | {
                                /** @constant */
                                to: "numbers";
                                numbers: string[];
                            };
                            /** @description Key of the template; of one with texts in several languages, of the default text */
                            template: string;
                            /** @description In the rule’s quiet hours this template goes at once, instead of the text that would wait or be skipped */
                            quietTemplate?: string;
                        }[];
                        /** @description Wait this long after the call’s end; unlessReached cancels the text when the caller is reached meanwhile */
                        delay?: {
                            /** @description So many seconds after the call’s end */
                            seconds: number;
                            /**
                             * @description No text when the caller is reached before it is due
                             * @default true
                             */
                            unlessReached?: boolean;
                        };
                        /** @description At most this many texts by this rule to one caller within the period */
                        cap?: {
                            /** @description So many texts */
                            texts: number;
                            /** @description Within this time before the text is due */
                            hours: number;
                        };
                        /** @description No text by this rule within these hours, in the account’s zone */
                        quietHours?: {
                            /** @description When they begin, such as 21:00 */
                            from: string;
                            /** @description When they end; before from: on the next day */
                            to: string;
                            /**
                             * @description hold: the text goes at the end of them, if still valid; skip: it does not go
                             * @default hold
                             * @enum {string}
                             */
                            action?: "hold" | "skip";
                        };
                        /** @description What may choose a text in another language; absent: all of these, in this order; empty: the default text */
                        languageBy?: ("caller" | "department" | "did")[];
                        /**
                         * @description A text still unsent this long after the call’s end lapses; a call reported later is too_late
                         * @default 60
                         */
                        validityMinutes?: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleSets: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RuleSetEntry"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleSetsNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleSet"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuleSetCounts: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        /** @description Calls that no rule matched */
                        none: number;
                        counts: {
                            [key: string]: number;
                        };
                        /** @description Those that are charged: they went, or may */
                        texts: {
                            [key: string]: {
                                count: number;
                                price: components["schemas"]["Money"];
                            };
                        };
                        /** @description Whether as many were counted as ever are, so that there may be more of these days */
                        onlyNewest: {
                            calls: boolean;
                            texts: boolean;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As POST /v1/calls takes it; sourceCallId may be left out */
                    call: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    /** @description A draft, instead of the rules in force */
                    rules?: {
                        /** @description What files, caps and history know it by; it never changes */
                        key: string;
                        /** @description What people read */
                        name: string;
                        /**
                         * @description false: passed over, as if it were not there
                         * @default true
                         */
                        enabled?: boolean;
                        /**
                         * @description All that are there must hold; none: every call
                         * @default {}
                         */
                        conditions?: {
                            /** @description Who dialled: the caller, or the account */
                            directions?: ("incoming" | "outgoing")[];
                            /** @description How the call ended */
                            outcomes?: ("connected" | "missed" | "voicemail")[];
                            /** @description The department it went to, by key */
                            departments?: string[];
                            /** @description The number of the account that it used, by key */
                            dids?: string[];
                            /** @description Who of the account’s people was in the call */
                            users?: {
                                /**
                                 * @description answered: who answered last, even if the call counts as missed; rung: whose phone rang, answered or not
                                 * @enum {string}
                                 */
                                match: "answered" | "rung";
                                /** @description Any of these users, by key */
                                users: string[];
                            };
                            /**
                             * @description Judged at the call’s start, by the department’s opening hours, else the account’s
                             * @enum {string}
                             */
                            hours?: "open" | "closed";
                            /**
                             * @description new: the first call with this number; a withheld number is always returning
                             * @enum {string}
                             */
                            caller?: "new" | "returning";
                            /** @description The call’s place among this caller’s misses within the window since the last connected call */
                            miss?: {
                                /** @description From this miss on; 1 is the first */
                                from: number;
                                /** @description Up to this one; absent: and every later one */
                                to?: number;
                                /** @description Misses that ended within these hours before the call’s end count */
                                withinHours: number;
                            };
                            /** @description How long it rang; a call that does not tell fits no range */
                            ringSeconds?: {
                                /** @description At least so many seconds */
                                min?: number;
                                /** @description At most so many seconds; one of the two is needed */
                                max?: number;
                            };
                            /** @description How long they talked: 0 where nobody did; a connected call that does not tell fits no range */
                            talkSeconds?: {
                                /** @description At least so many seconds */
                                min?: number;
                                /** @description At most so many seconds; one of the two is needed */
                                max?: number;
                            };
                        };
                        /** @description Who gets a text, and by which template */
                        recipients: {
                            /** @description Whom it means */
                            selector: {
                                /** @constant */
                                to: "caller";
                            } | {
                                /** @constant */
                                to: "user";
                            } | {
                                /** @constant */
                                to: "rung";
                            } | {
                                /** @constant */
                                to: "members";
                            } | {
                                /** @constant */
                                to: "users";
                                users: string[];
                            } | {
                                /** @constant */
                                to: "owners";
                            } | {
                                /** @constant */
                                to: "numbers";
                                numbers: string[];
                            };
                            /** @description Key of the template; of one with texts in several languages, of the default text */
                            template: string;
                            /** @description In the rule’s quiet hours this template goes at once, instead of the text that would wait or be skipped */
                            quietTemplate?: string;
                        }[];
                        /** @description Wait this long after the call’s end; unlessReached cancels the text when the caller is reached meanwhile */
                        delay?: {
                            /** @description So many seconds after the call’s end */
                            seconds: number;
                            /**
                             * @description No text when the caller is reached before it is due
                             * @default true
                             */
                            unlessReached?: boolean;
                        };
                        /** @description At most this many texts by this rule to one caller within the period */
                        cap?: {
                            /** @description So many texts */
                            texts: number;
                            /** @description Within this time before the text is due */
                            hours: number;
                        };
                        /** @description No text by this rule within these hours, in the account’s zone */
                        quietHours?: {
                            /** @description When they begin, such as 21:00 */
                            from: string;
                            /** @description When they end; before from: on the next day */
                            to: string;
                            /**
                             * @description hold: the text goes at the end of them, if still valid; skip: it does not go
                             * @default hold
                             * @enum {string}
                             */
                            action?: "hold" | "skip";
                        };
                        /** @description What may choose a text in another language; absent: all of these, in this order; empty: the default text */
                        languageBy?: ("caller" | "department" | "did")[];
                        /**
                         * @description A text still unsent this long after the call’s end lapses; a call reported later is too_late
                         * @default 60
                         */
                        validityMinutes?: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanAnswer"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRuleSetTry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The draft: the whole ordered list */
                    rules: {
                        /** @description What files, caps and history know it by; it never changes */
                        key: string;
                        /** @description What people read */
                        name: string;
                        /**
                         * @description false: passed over, as if it were not there
                         * @default true
                         */
                        enabled?: boolean;
                        /**
                         * @description All that are there must hold; none: every call
                         * @default {}
                         */
                        conditions?: {
                            /** @description Who dialled: the caller, or the account */
                            directions?: ("incoming" | "outgoing")[];
                            /** @description How the call ended */
                            outcomes?: ("connected" | "missed" | "voicemail")[];
                            /** @description The department it went to, by key */
                            departments?: string[];
                            /** @description The number of the account that it used, by key */
                            dids?: string[];
                            /** @description Who of the account’s people was in the call */
                            users?: {
                                /**
                                 * @description answered: who answered last, even if the call counts as missed; rung: whose phone rang, answered or not
                                 * @enum {string}
                                 */
                                match: "answered" | "rung";
                                /** @description Any of these users, by key */
                                users: string[];
                            };
                            /**
                             * @description Judged at the call’s start, by the department’s opening hours, else the account’s
                             * @enum {string}
                             */
                            hours?: "open" | "closed";
                            /**
                             * @description new: the first call with this number; a withheld number is always returning
                             * @enum {string}
                             */
                            caller?: "new" | "returning";
                            /** @description The call’s place among this caller’s misses within the window since the last connected call */
                            miss?: {
                                /** @description From this miss on; 1 is the first */
                                from: number;
                                /** @description Up to this one; absent: and every later one */
                                to?: number;
                                /** @description Misses that ended within these hours before the call’s end count */
                                withinHours: number;
                            };
                            /** @description How long it rang; a call that does not tell fits no range */
                            ringSeconds?: {
                                /** @description At least so many seconds */
                                min?: number;
                                /** @description At most so many seconds; one of the two is needed */
                                max?: number;
                            };
                            /** @description How long they talked: 0 where nobody did; a connected call that does not tell fits no range */
                            talkSeconds?: {
                                /** @description At least so many seconds */
                                min?: number;
                                /** @description At most so many seconds; one of the two is needed */
                                max?: number;
                            };
                        };
                        /** @description Who gets a text, and by which template */
                        recipients: {
                            /** @description Whom it means */
                            selector: {
                                /** @constant */
                                to: "caller";
                            } | {
                                /** @constant */
                                to: "user";
                            } | {
                                /** @constant */
                                to: "rung";
                            } | {
                                /** @constant */
                                to: "members";
                            } | {
                                /** @constant */
                                to: "users";
                                users: string[];
                            } | {
                                /** @constant */
                                to: "owners";
                            } | {
                                /** @constant */
                                to: "numbers";
                                numbers: string[];
                            };
                            /** @description Key of the template; of one with texts in several languages, of the default text */
                            template: string;
                            /** @description In the rule’s quiet hours this template goes at once, instead of the text that would wait or be skipped */
                            quietTemplate?: string;
                        }[];
                        /** @description Wait this long after the call’s end; unlessReached cancels the text when the caller is reached meanwhile */
                        delay?: {
                            /** @description So many seconds after the call’s end */
                            seconds: number;
                            /**
                             * @description No text when the caller is reached before it is due
                             * @default true
                             */
                            unlessReached?: boolean;
                        };
                        /** @description At most this many texts by this rule to one caller within the period */
                        cap?: {
                            /** @description So many texts */
                            texts: number;
                            /** @description Within this time before the text is due */
                            hours: number;
                        };
                        /** @description No text by this rule within these hours, in the account’s zone */
                        quietHours?: {
                            /** @description When they begin, such as 21:00 */
                            from: string;
                            /** @description When they end; before from: on the next day */
                            to: string;
                            /**
                             * @description hold: the text goes at the end of them, if still valid; skip: it does not go
                             * @default hold
                             * @enum {string}
                             */
                            action?: "hold" | "skip";
                        };
                        /** @description What may choose a text in another language; absent: all of these, in this order; empty: the default text */
                        languageBy?: ("caller" | "department" | "did")[];
                        /**
                         * @description A text still unsent this long after the call’s end lapses; a call reported later is too_late
                         * @default 60
                         */
                        validityMinutes?: number;
                    }[];
                    /** @default 30 */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryTrial"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account?: {
                            name: string;
                            /** @description IANA time zone, such as Asia/Kolkata */
                            zone: string;
                            /** @default en */
                            language: string;
                            /** @default IN */
                            country: string;
                            /** @default INR */
                            currency: string;
                            /**
                             * @description Price of one SMS part, in the currency’s unit
                             * @default 0.3000
                             */
                            pricePerPart: string;
                            /**
                             * @description What a one-way line costs in a billing cycle, in the currency’s unit
                             * @default 0.0000
                             */
                            lineRentalOneWay: string;
                            /**
                             * @description What a two-way line costs in a billing cycle
                             * @default 0.0000
                             */
                            lineRentalTwoWay: string;
                            /**
                             * @description Day of the month on which billing cycles begin, or its last; it stays as it is once the first cycle is over
                             * @default 1
                             */
                            billingDay: number;
                            /**
                             * @description What the invoice adds to rental and texts
                             * @default []
                             */
                            taxes: {
                                /** @description As the invoice says it, such as CGST */
                                name: string;
                                /** @description Of rental and texts together */
                                percent: string;
                            }[];
                            /**
                             * @description Only whoever runs the installation changes prices, rentals, taxes, currency and quota, and this
                             * @default false
                             */
                            operatorSetsPrices: boolean;
                            /**
                             * @description After-Call SMS on or off for the whole account
                             * @default true
                             */
                            smsOn: boolean;
                            /** @default null */
                            hours: {
                                /** @description Open spans by weekday, mon to sun; a day that is absent is closed */
                                week: {
                                    [key: string]: {
                                        /** @description Open from this minute on, such as 09:30 */
                                        from: string;
                                        /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                        to: string;
                                    }[];
                                };
                                /**
                                 * @description Dates that are closed, or have hours of their own
                                 * @default []
                                 */
                                holidays: {
                                    /**
                                     * Format: date
                                     * @description Such as 2026-11-25
                                     */
                                    date: string;
                                    /** @description What people read */
                                    name?: string;
                                    /**
                                     * @description Hours of that date instead of its weekday’s; none: closed
                                     * @default []
                                     */
                                    spans: {
                                        /** @description Open from this minute on, such as 09:30 */
                                        from: string;
                                        /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                        to: string;
                                    }[];
                                }[];
                            } | null;
                            /**
                             * @description Registered links and call-back numbers (India)
                             * @default {
                             *       "links": [],
                             *       "numbers": []
                             *     }
                             */
                            whitelist: {
                                /**
                                 * @description Host, or host and beginning of the path, such as kaveri.example/r
                                 * @default []
                                 */
                                links: string[];
                                /** @default [] */
                                numbers: string[];
                            };
                            /**
                             * @description Numbers that never get a text
                             * @default []
                             */
                            exclusions: string[];
                            /**
                             * @description Texts that may go in any 24 hours
                             * @default null
                             */
                            quota: number | null;
                            /**
                             * @description What texts may cost in any 24 hours, in the currency’s unit
                             * @default null
                             */
                            spendStop: string | null;
                            /**
                             * @description At most this many texts to one caller within the time, so that two machines do not answer each other
                             * @default {
                             *       "texts": 5,
                             *       "minutes": 60
                             *     }
                             */
                            loopGuard: {
                                texts: number;
                                minutes: number;
                            } | null;
                            /**
                             * @description A call with less talk than this reaches nobody, such as one that a carrier’s voicemail took; 0: any connected call does
                             * @default 0
                             */
                            reachedAfterSeconds: number;
                            /**
                             * @description Trial mode: while set, only these numbers get texts
                             * @default null
                             */
                            trialNumbers: string[] | null;
                            /**
                             * @description Consent that the account keeps as its own evidence; it is not DLT consent
                             * @default {
                             *       "neededFor": [],
                             *       "reconsentBlockDays": 90,
                             *       "asking": null
                             *     }
                             */
                            consent: {
                                /**
                                 * @description Categories of templates that go only to numbers with a consent on record; empty: none
                                 * @default []
                                 */
                                neededFor: ("transactional" | "service_implicit" | "service_explicit" | "promotional")[];
                                /**
                                 * @description Days after an opt-out or a revocation within which no new consent counts, unless they come back by themselves
                                 * @default 90
                                 */
                                reconsentBlockDays: number;
                                /**
                                 * @description How people agree by themselves; null: they cannot
                                 * @default null
                                 */
                                asking: {
                                    /** @description What they agree to, such as “offers by text” */
                                    purpose: string;
                                    /**
                                     * @description Which version of your wording asks them; change it with the wording
                                     * @default null
                                     */
                                    wording: string | null;
                                    /**
                                     * @description Words that agree when they are the whole reply, such as JOIN
                                     * @default []
                                     */
                                    replies: string[];
                                    /**
                                     * @description The page behind a link asks too
                                     * @default false
                                     */
                                    byPage: boolean;
                                } | null;
                            };
                            /**
                             * @description Your own address of the opt-out page, on your whitelist in India; absent: this program’s
                             * @default null
                             */
                            optOutLink: string | null;
                            /**
                             * @description The one text that confirms an opt-out by reply; null: none is sent
                             * @default null
                             */
                            optOutConfirmation: {
                                /** @description A transactional or service implicit template */
                                template: string;
                                /**
                                 * @description Also to whoever opts out by the page behind a link, where the text with the link is a recent one
                                 * @default false
                                 */
                                byPage: boolean;
                            } | null;
                            /**
                             * @description Ticket numbers for calls whose source gives none
                             * @default null
                             */
                            tickets: {
                                /** @default  */
                                prefix: string;
                                /**
                                 * @description Digits, filled up with noughts
                                 * @default 6
                                 */
                                width: number;
                            } | null;
                            /**
                             * @description Days after which the wording of a text is taken away; null: as the installation does
                             * @default null
                             */
                            keepTextsDays: number | null;
                            /**
                             * @description Days after which a call goes, with its texts and receipts; null: as the installation does
                             * @default null
                             */
                            keepCallsDays: number | null;
                        };
                        users?: {
                            key: string;
                            name: string;
                            /**
                             * @description Mobile number that gets the texts
                             * @default null
                             */
                            phone: string | null;
                            /** @default null */
                            extension: string | null;
                            /** @default null */
                            email: string | null;
                            /** @default false */
                            owner: boolean;
                            /** @default false */
                            textsOff: boolean;
                        }[];
                        departments?: {
                            key: string;
                            name: string;
                            /**
                             * @description Keys of users, in the order in which they are texted
                             * @default []
                             */
                            members: string[];
                            /** @default null */
                            hours: {
                                /** @description Open spans by weekday, mon to sun; a day that is absent is closed */
                                week: {
                                    [key: string]: {
                                        /** @description Open from this minute on, such as 09:30 */
                                        from: string;
                                        /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                        to: string;
                                    }[];
                                };
                                /**
                                 * @description Dates that are closed, or have hours of their own
                                 * @default []
                                 */
                                holidays: {
                                    /**
                                     * Format: date
                                     * @description Such as 2026-11-25
                                     */
                                    date: string;
                                    /** @description What people read */
                                    name?: string;
                                    /**
                                     * @description Hours of that date instead of its weekday’s; none: closed
                                     * @default []
                                     */
                                    spans: {
                                        /** @description Open from this minute on, such as 09:30 */
                                        from: string;
                                        /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                        to: string;
                                    }[];
                                }[];
                            } | null;
                            /**
                             * @description Chooses the text where the caller’s own language is not known
                             * @default null
                             */
                            language: string | null;
                        }[];
                        dids?: {
                            key: string;
                            number: string;
                            /** @description Null or absent: it is called as its number is written */
                            name?: string | null;
                            /**
                             * @description Chooses the text where neither the caller nor the department does
                             * @default null
                             */
                            language: string | null;
                            /**
                             * @description Channel lines: how many calls at once it carries, the unit of rental
                             * @default 0
                             */
                            lines: number;
                        }[];
                        headers?: {
                            key: string;
                            /** @description The sender id exactly as registered; case matters and is never changed */
                            header: string;
                            /**
                             * @description DLT principal entity (PE) id
                             * @default null
                             */
                            entityId: string | null;
                            /**
                             * @description As registered: others for service and transactional texts; null: digits are promotional, letters others
                             * @default null
                             */
                            class: ("others" | "promotional" | "government") | null;
                            /**
                             * @description Texts of a header that is not active are skipped
                             * @default active
                             * @enum {string}
                             */
                            status: "active" | "inactive" | "dormant" | "suspended" | "blacklisted";
                            /**
                             * @description By country: what it is called there, and the ids of its registrations
                             * @default {}
                             */
                            countries: {
                                [key: string]: {
                                    /**
                                     * @description Null: the header itself
                                     * @default null
                                     */
                                    sender: string | null;
                                    /**
                                     * @description Ids of registrations, by the names in GET /v1/countries
                                     * @default {}
                                     */
                                    fields: {
                                        [key: string]: string;
                                    };
                                };
                            };
                        }[];
                        templates?: {
                            key: string;
                            name: string;
                            /** @description Wording with {{placeholders}} and {{placeholder|fallback}} */
                            body: string;
                            header: string;
                            /** @default null */
                            dltTemplateId: string | null;
                            /**
                             * @default service_implicit
                             * @enum {string}
                             */
                            category: "transactional" | "service_implicit" | "service_explicit" | "promotional";
                            /** @default null */
                            registered: {
                                /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                                text: string;
                                /** @description Tags of the variables in order, where the portal keeps them beside the text */
                                tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                                /**
                                 * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                                 * @default cut
                                 * @enum {string}
                                 */
                                tooLong: "cut" | "skip";
                                /**
                                 * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                                 * @constant
                                 */
                                letters?: "plain";
                            } | null;
                            /**
                             * @description What it is written in; null: the account’s language
                             * @default null
                             */
                            language: string | null;
                            /**
                             * @description Key of the template whose text this is in another language: rules name that one, and the reader’s language chooses
                             * @default null
                             */
                            variantOf: string | null;
                            /**
                             * @default approved
                             * @enum {string}
                             */
                            status: "draft" | "submitted" | "approved" | "paused" | "rejected";
                            /** @description Why it was rejected or paused; absent: as it stands */
                            statusReason?: string | null;
                            /** @description A version that waits for its approval while this one sends; absent: as it stands, null: none */
                            waiting?: {
                                /** @description Wording with {{placeholders}} and {{placeholder|fallback}} */
                                body: string;
                                header: string;
                                /** @default null */
                                dltTemplateId: string | null;
                                /**
                                 * @default service_implicit
                                 * @enum {string}
                                 */
                                category: "transactional" | "service_implicit" | "service_explicit" | "promotional";
                                /** @default null */
                                registered: {
                                    /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                                    text: string;
                                    /** @description Tags of the variables in order, where the portal keeps them beside the text */
                                    tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                                    /**
                                     * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                                     * @default cut
                                     * @enum {string}
                                     */
                                    tooLong: "cut" | "skip";
                                    /**
                                     * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                                     * @constant
                                     */
                                    letters?: "plain";
                                } | null;
                                /**
                                 * @default draft
                                 * @enum {string}
                                 */
                                status: "draft" | "submitted" | "rejected";
                                /** @description Why it was rejected or paused; absent: as it stands */
                                statusReason?: string | null;
                            } | null;
                        }[];
                        rules?: {
                            /** @description What files, caps and history know it by; it never changes */
                            key: string;
                            /** @description What people read */
                            name: string;
                            /**
                             * @description false: passed over, as if it were not there
                             * @default true
                             */
                            enabled: boolean;
                            /**
                             * @description All that are there must hold; none: every call
                             * @default {}
                             */
                            conditions: {
                                /** @description Who dialled: the caller, or the account */
                                directions?: ("incoming" | "outgoing")[];
                                /** @description How the call ended */
                                outcomes?: ("connected" | "missed" | "voicemail")[];
                                /** @description The department it went to, by key */
                                departments?: string[];
                                /** @description The number of the account that it used, by key */
                                dids?: string[];
                                /** @description Who of the account’s people was in the call */
                                users?: {
                                    /**
                                     * @description answered: who answered last, even if the call counts as missed; rung: whose phone rang, answered or not
                                     * @enum {string}
                                     */
                                    match: "answered" | "rung";
                                    /** @description Any of these users, by key */
                                    users: string[];
                                };
                                /**
                                 * @description Judged at the call’s start, by the department’s opening hours, else the account’s
                                 * @enum {string}
                                 */
                                hours?: "open" | "closed";
                                /**
                                 * @description new: the first call with this number; a withheld number is always returning
                                 * @enum {string}
                                 */
                                caller?: "new" | "returning";
                                /** @description The call’s place among this caller’s misses within the window since the last connected call */
                                miss?: {
                                    /** @description From this miss on; 1 is the first */
                                    from: number;
                                    /** @description Up to this one; absent: and every later one */
                                    to?: number;
                                    /** @description Misses that ended within these hours before the call’s end count */
                                    withinHours: number;
                                };
                                /** @description How long it rang; a call that does not tell fits no range */
                                ringSeconds?: {
                                    /** @description At least so many seconds */
                                    min?: number;
                                    /** @description At most so many seconds; one of the two is needed */
                                    max?: number;
                                };
                                /** @description How long they talked: 0 where nobody did; a connected call that does not tell fits no range */
                                talkSeconds?: {
                                    /** @description At least so many seconds */
                                    min?: number;
                                    /** @description At most so many seconds; one of the two is needed */
                                    max?: number;
                                };
                            };
                            /** @description Who gets a text, and by which template */
                            recipients: {
                                /** @description Whom it means */
                                selector: {
                                    /** @constant */
                                    to: "caller";
                                } | {
                                    /** @constant */
                                    to: "user";
                                } | {
                                    /** @constant */
                                    to: "rung";
                                } | {
                                    /** @constant */
                                    to: "members";
                                } | {
                                    /** @constant */
                                    to: "users";
                                    users: string[];
                                } | {
                                    /** @constant */
                                    to: "owners";
                                } | {
                                    /** @constant */
                                    to: "numbers";
                                    numbers: string[];
                                };
                                /** @description Key of the template; of one with texts in several languages, of the default text */
                                template: string;
                                /** @description In the rule’s quiet hours this template goes at once, instead of the text that would wait or be skipped */
                                quietTemplate?: string;
                            }[];
                            /** @description Wait this long after the call’s end; unlessReached cancels the text when the caller is reached meanwhile */
                            delay?: {
                                /** @description So many seconds after the call’s end */
                                seconds: number;
                                /**
                                 * @description No text when the caller is reached before it is due
                                 * @default true
                                 */
                                unlessReached: boolean;
                            };
                            /** @description At most this many texts by this rule to one caller within the period */
                            cap?: {
                                /** @description So many texts */
                                texts: number;
                                /** @description Within this time before the text is due */
                                hours: number;
                            };
                            /** @description No text by this rule within these hours, in the account’s zone */
                            quietHours?: {
                                /** @description When they begin, such as 21:00 */
                                from: string;
                                /** @description When they end; before from: on the next day */
                                to: string;
                                /**
                                 * @description hold: the text goes at the end of them, if still valid; skip: it does not go
                                 * @default hold
                                 * @enum {string}
                                 */
                                action: "hold" | "skip";
                            };
                            /** @description What may choose a text in another language; absent: all of these, in this order; empty: the default text */
                            languageBy?: ("caller" | "department" | "did")[];
                            /**
                             * @description A text still unsent this long after the call’s end lapses; a call reported later is too_late
                             * @default 60
                             */
                            validityMinutes: number;
                        }[];
                        gateways?: {
                            key: string;
                            title: string;
                            kind: string;
                            /** @default {} */
                            settings: {
                                [key: string]: components["schemas"]["JsonValue"];
                            };
                            /** @default {} */
                            secrets: {
                                [key: string]: {
                                    /** @constant */
                                    keep: true;
                                } | {
                                    env: string;
                                } | string;
                            };
                            /** @default false */
                            paused: boolean;
                            /**
                             * @description Send a text in doubt again by itself. It may arrive twice.
                             * @default false
                             */
                            ratherTwice: boolean;
                        }[];
                        routes?: {
                            gateway: string;
                            /**
                             * @description Telemarketer id, or the chain of them joined by commas: the entity’s own first, who delivers last
                             * @default null
                             */
                            telemarketerId: string | null;
                            /**
                             * @description none: the gateway adds the chain; ids: as they are; sha256: the hash, for who hands texts to an operator
                             * @default ids
                             * @enum {string}
                             */
                            chainMode: "none" | "ids" | "sha256";
                        }[];
                        sources?: {
                            key: string;
                            name: string;
                            kind: string;
                            /** @default {} */
                            settings: {
                                [key: string]: components["schemas"]["JsonValue"];
                            };
                            /** @default {} */
                            secrets: {
                                [key: string]: {
                                    /** @constant */
                                    keep: true;
                                } | {
                                    env: string;
                                } | string;
                            };
                            /**
                             * @description What the phone system calls a department, DID or user, and which of ours that is; needed also where several of ours have that name
                             * @default []
                             */
                            mappings: {
                                /** @enum {string} */
                                kind: "department" | "did" | "user";
                                external: string;
                                to: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putConfiguration: {
        parameters: {
            query?: {
                /** @description Only say what differs */
                dryRun?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    account?: {
                        name: string;
                        /** @description IANA time zone, such as Asia/Kolkata */
                        zone: string;
                        /** @default en */
                        language?: string;
                        /** @default IN */
                        country?: string;
                        /** @default INR */
                        currency?: string;
                        /**
                         * @description Price of one SMS part, in the currency’s unit
                         * @default 0.3000
                         */
                        pricePerPart?: string;
                        /**
                         * @description What a one-way line costs in a billing cycle, in the currency’s unit
                         * @default 0.0000
                         */
                        lineRentalOneWay?: string;
                        /**
                         * @description What a two-way line costs in a billing cycle
                         * @default 0.0000
                         */
                        lineRentalTwoWay?: string;
                        /**
                         * @description Day of the month on which billing cycles begin, or its last; it stays as it is once the first cycle is over
                         * @default 1
                         */
                        billingDay?: number;
                        /**
                         * @description What the invoice adds to rental and texts
                         * @default []
                         */
                        taxes?: {
                            /** @description As the invoice says it, such as CGST */
                            name: string;
                            /** @description Of rental and texts together */
                            percent: string;
                        }[];
                        /**
                         * @description Only whoever runs the installation changes prices, rentals, taxes, currency and quota, and this
                         * @default false
                         */
                        operatorSetsPrices?: boolean;
                        /**
                         * @description After-Call SMS on or off for the whole account
                         * @default true
                         */
                        smsOn?: boolean;
                        /** @default null */
                        hours?: {
                            /** @description Open spans by weekday, mon to sun; a day that is absent is closed */
                            week: {
                                [key: string]: {
                                    /** @description Open from this minute on, such as 09:30 */
                                    from: string;
                                    /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                    to: string;
                                }[];
                            };
                            /**
                             * @description Dates that are closed, or have hours of their own
                             * @default []
                             */
                            holidays?: {
                                /**
                                 * Format: date
                                 * @description Such as 2026-11-25
                                 */
                                date: string;
                                /** @description What people read */
                                name?: string;
                                /**
                                 * @description Hours of that date instead of its weekday’s; none: closed
                                 * @default []
                                 */
                                spans?: {
                                    /** @description Open from this minute on, such as 09:30 */
                                    from: string;
                                    /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                    to: string;
                                }[];
                            }[];
                        } | null;
                        /**
                         * @description Registered links and call-back numbers (India)
                         * @default {
                         *       "links": [],
                         *       "numbers": []
                         *     }
                         */
                        whitelist?: {
                            /**
                             * @description Host, or host and beginning of the path, such as kaveri.example/r
                             * @default []
                             */
                            links?: string[];
                            /** @default [] */
                            numbers?: string[];
                        };
                        /**
                         * @description Numbers that never get a text
                         * @default []
                         */
                        exclusions?: string[];
                        /**
                         * @description Texts that may go in any 24 hours
                         * @default null
                         */
                        quota?: number | null;
                        /**
                         * @description What texts may cost in any 24 hours, in the currency’s unit
                         * @default null
                         */
                        spendStop?: string | null;
                        /**
                         * @description At most this many texts to one caller within the time, so that two machines do not answer each other
                         * @default {
                         *       "texts": 5,
                         *       "minutes": 60
                         *     }
                         */
                        loopGuard?: {
                            texts: number;
                            minutes: number;
                        } | null;
                        /**
                         * @description A call with less talk than this reaches nobody, such as one that a carrier’s voicemail took; 0: any connected call does
                         * @default 0
                         */
                        reachedAfterSeconds?: number;
                        /**
                         * @description Trial mode: while set, only these numbers get texts
                         * @default null
                         */
                        trialNumbers?: string[] | null;
                        /**
                         * @description Consent that the account keeps as its own evidence; it is not DLT consent
                         * @default {
                         *       "neededFor": [],
                         *       "reconsentBlockDays": 90,
                         *       "asking": null
                         *     }
                         */
                        consent?: {
                            /**
                             * @description Categories of templates that go only to numbers with a consent on record; empty: none
                             * @default []
                             */
                            neededFor?: ("transactional" | "service_implicit" | "service_explicit" | "promotional")[];
                            /**
                             * @description Days after an opt-out or a revocation within which no new consent counts, unless they come back by themselves
                             * @default 90
                             */
                            reconsentBlockDays?: number;
                            /**
                             * @description How people agree by themselves; null: they cannot
                             * @default null
                             */
                            asking?: {
                                /** @description What they agree to, such as “offers by text” */
                                purpose: string;
                                /**
                                 * @description Which version of your wording asks them; change it with the wording
                                 * @default null
                                 */
                                wording?: string | null;
                                /**
                                 * @description Words that agree when they are the whole reply, such as JOIN
                                 * @default []
                                 */
                                replies?: string[];
                                /**
                                 * @description The page behind a link asks too
                                 * @default false
                                 */
                                byPage?: boolean;
                            } | null;
                        };
                        /**
                         * @description Your own address of the opt-out page, on your whitelist in India; absent: this program’s
                         * @default null
                         */
                        optOutLink?: string | null;
                        /**
                         * @description The one text that confirms an opt-out by reply; null: none is sent
                         * @default null
                         */
                        optOutConfirmation?: {
                            /** @description A transactional or service implicit template */
                            template: string;
                            /**
                             * @description Also to whoever opts out by the page behind a link, where the text with the link is a recent one
                             * @default false
                             */
                            byPage?: boolean;
                        } | null;
                        /**
                         * @description Ticket numbers for calls whose source gives none
                         * @default null
                         */
                        tickets?: {
                            /** @default  */
                            prefix?: string;
                            /**
                             * @description Digits, filled up with noughts
                             * @default 6
                             */
                            width?: number;
                        } | null;
                        /**
                         * @description Days after which the wording of a text is taken away; null: as the installation does
                         * @default null
                         */
                        keepTextsDays?: number | null;
                        /**
                         * @description Days after which a call goes, with its texts and receipts; null: as the installation does
                         * @default null
                         */
                        keepCallsDays?: number | null;
                    };
                    users?: {
                        key: string;
                        name: string;
                        /**
                         * @description Mobile number that gets the texts
                         * @default null
                         */
                        phone?: string | null;
                        /** @default null */
                        extension?: string | null;
                        /** @default null */
                        email?: string | null;
                        /** @default false */
                        owner?: boolean;
                        /** @default false */
                        textsOff?: boolean;
                    }[];
                    departments?: {
                        key: string;
                        name: string;
                        /**
                         * @description Keys of users, in the order in which they are texted
                         * @default []
                         */
                        members?: string[];
                        /** @default null */
                        hours?: {
                            /** @description Open spans by weekday, mon to sun; a day that is absent is closed */
                            week: {
                                [key: string]: {
                                    /** @description Open from this minute on, such as 09:30 */
                                    from: string;
                                    /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                    to: string;
                                }[];
                            };
                            /**
                             * @description Dates that are closed, or have hours of their own
                             * @default []
                             */
                            holidays?: {
                                /**
                                 * Format: date
                                 * @description Such as 2026-11-25
                                 */
                                date: string;
                                /** @description What people read */
                                name?: string;
                                /**
                                 * @description Hours of that date instead of its weekday’s; none: closed
                                 * @default []
                                 */
                                spans?: {
                                    /** @description Open from this minute on, such as 09:30 */
                                    from: string;
                                    /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                    to: string;
                                }[];
                            }[];
                        } | null;
                        /**
                         * @description Chooses the text where the caller’s own language is not known
                         * @default null
                         */
                        language?: string | null;
                    }[];
                    dids?: {
                        key: string;
                        number: string;
                        /** @description Null or absent: it is called as its number is written */
                        name?: string | null;
                        /**
                         * @description Chooses the text where neither the caller nor the department does
                         * @default null
                         */
                        language?: string | null;
                        /**
                         * @description Channel lines: how many calls at once it carries, the unit of rental
                         * @default 0
                         */
                        lines?: number;
                    }[];
                    headers?: {
                        key: string;
                        /** @description The sender id exactly as registered; case matters and is never changed */
                        header: string;
                        /**
                         * @description DLT principal entity (PE) id
                         * @default null
                         */
                        entityId?: string | null;
                        /**
                         * @description As registered: others for service and transactional texts; null: digits are promotional, letters others
                         * @default null
                         */
                        class?: ("others" | "promotional" | "government") | null;
                        /**
                         * @description Texts of a header that is not active are skipped
                         * @default active
                         * @enum {string}
                         */
                        status?: "active" | "inactive" | "dormant" | "suspended" | "blacklisted";
                        /**
                         * @description By country: what it is called there, and the ids of its registrations
                         * @default {}
                         */
                        countries?: {
                            [key: string]: {
                                /**
                                 * @description Null: the header itself
                                 * @default null
                                 */
                                sender?: string | null;
                                /**
                                 * @description Ids of registrations, by the names in GET /v1/countries
                                 * @default {}
                                 */
                                fields?: {
                                    [key: string]: string;
                                };
                            };
                        };
                    }[];
                    templates?: {
                        key: string;
                        name: string;
                        /** @description Wording with {{placeholders}} and {{placeholder|fallback}} */
                        body: string;
                        header: string;
                        /** @default null */
                        dltTemplateId?: string | null;
                        /**
                         * @default service_implicit
                         * @enum {string}
                         */
                        category?: "transactional" | "service_implicit" | "service_explicit" | "promotional";
                        /** @default null */
                        registered?: {
                            /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                            text: string;
                            /** @description Tags of the variables in order, where the portal keeps them beside the text */
                            tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                            /**
                             * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                             * @default cut
                             * @enum {string}
                             */
                            tooLong?: "cut" | "skip";
                            /**
                             * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                             * @constant
                             */
                            letters?: "plain";
                        } | null;
                        /**
                         * @description What it is written in; null: the account’s language
                         * @default null
                         */
                        language?: string | null;
                        /**
                         * @description Key of the template whose text this is in another language: rules name that one, and the reader’s language chooses
                         * @default null
                         */
                        variantOf?: string | null;
                        /**
                         * @default approved
                         * @enum {string}
                         */
                        status?: "draft" | "submitted" | "approved" | "paused" | "rejected";
                        /** @description Why it was rejected or paused; absent: as it stands */
                        statusReason?: string | null;
                        /** @description A version that waits for its approval while this one sends; absent: as it stands, null: none */
                        waiting?: {
                            /** @description Wording with {{placeholders}} and {{placeholder|fallback}} */
                            body: string;
                            header: string;
                            /** @default null */
                            dltTemplateId?: string | null;
                            /**
                             * @default service_implicit
                             * @enum {string}
                             */
                            category?: "transactional" | "service_implicit" | "service_explicit" | "promotional";
                            /** @default null */
                            registered?: {
                                /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                                text: string;
                                /** @description Tags of the variables in order, where the portal keeps them beside the text */
                                tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                                /**
                                 * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                                 * @default cut
                                 * @enum {string}
                                 */
                                tooLong?: "cut" | "skip";
                                /**
                                 * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                                 * @constant
                                 */
                                letters?: "plain";
                            } | null;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status?: "draft" | "submitted" | "rejected";
                            /** @description Why it was rejected or paused; absent: as it stands */
                            statusReason?: string | null;
                        } | null;
                    }[];
                    rules?: {
                        /** @description What files, caps and history know it by; it never changes */
                        key: string;
                        /** @description What people read */
                        name: string;
                        /**
                         * @description false: passed over, as if it were not there
                         * @default true
                         */
                        enabled?: boolean;
                        /**
                         * @description All that are there must hold; none: every call
                         * @default {}
                         */
                        conditions?: {
                            /** @description Who dialled: the caller, or the account */
                            directions?: ("incoming" | "outgoing")[];
                            /** @description How the call ended */
                            outcomes?: ("connected" | "missed" | "voicemail")[];
                            /** @description The department it went to, by key */
                            departments?: string[];
                            /** @description The number of the account that it used, by key */
                            dids?: string[];
                            /** @description Who of the account’s people was in the call */
                            users?: {
                                /**
                                 * @description answered: who answered last, even if the call counts as missed; rung: whose phone rang, answered or not
                                 * @enum {string}
                                 */
                                match: "answered" | "rung";
                                /** @description Any of these users, by key */
                                users: string[];
                            };
                            /**
                             * @description Judged at the call’s start, by the department’s opening hours, else the account’s
                             * @enum {string}
                             */
                            hours?: "open" | "closed";
                            /**
                             * @description new: the first call with this number; a withheld number is always returning
                             * @enum {string}
                             */
                            caller?: "new" | "returning";
                            /** @description The call’s place among this caller’s misses within the window since the last connected call */
                            miss?: {
                                /** @description From this miss on; 1 is the first */
                                from: number;
                                /** @description Up to this one; absent: and every later one */
                                to?: number;
                                /** @description Misses that ended within these hours before the call’s end count */
                                withinHours: number;
                            };
                            /** @description How long it rang; a call that does not tell fits no range */
                            ringSeconds?: {
                                /** @description At least so many seconds */
                                min?: number;
                                /** @description At most so many seconds; one of the two is needed */
                                max?: number;
                            };
                            /** @description How long they talked: 0 where nobody did; a connected call that does not tell fits no range */
                            talkSeconds?: {
                                /** @description At least so many seconds */
                                min?: number;
                                /** @description At most so many seconds; one of the two is needed */
                                max?: number;
                            };
                        };
                        /** @description Who gets a text, and by which template */
                        recipients: {
                            /** @description Whom it means */
                            selector: {
                                /** @constant */
                                to: "caller";
                            } | {
                                /** @constant */
                                to: "user";
                            } | {
                                /** @constant */
                                to: "rung";
                            } | {
                                /** @constant */
                                to: "members";
                            } | {
                                /** @constant */
                                to: "users";
                                users: string[];
                            } | {
                                /** @constant */
                                to: "owners";
                            } | {
                                /** @constant */
                                to: "numbers";
                                numbers: string[];
                            };
                            /** @description Key of the template; of one with texts in several languages, of the default text */
                            template: string;
                            /** @description In the rule’s quiet hours this template goes at once, instead of the text that would wait or be skipped */
                            quietTemplate?: string;
                        }[];
                        /** @description Wait this long after the call’s end; unlessReached cancels the text when the caller is reached meanwhile */
                        delay?: {
                            /** @description So many seconds after the call’s end */
                            seconds: number;
                            /**
                             * @description No text when the caller is reached before it is due
                             * @default true
                             */
                            unlessReached?: boolean;
                        };
                        /** @description At most this many texts by this rule to one caller within the period */
                        cap?: {
                            /** @description So many texts */
                            texts: number;
                            /** @description Within this time before the text is due */
                            hours: number;
                        };
                        /** @description No text by this rule within these hours, in the account’s zone */
                        quietHours?: {
                            /** @description When they begin, such as 21:00 */
                            from: string;
                            /** @description When they end; before from: on the next day */
                            to: string;
                            /**
                             * @description hold: the text goes at the end of them, if still valid; skip: it does not go
                             * @default hold
                             * @enum {string}
                             */
                            action?: "hold" | "skip";
                        };
                        /** @description What may choose a text in another language; absent: all of these, in this order; empty: the default text */
                        languageBy?: ("caller" | "department" | "did")[];
                        /**
                         * @description A text still unsent this long after the call’s end lapses; a call reported later is too_late
                         * @default 60
                         */
                        validityMinutes?: number;
                    }[];
                    gateways?: {
                        key: string;
                        title: string;
                        kind: string;
                        /** @default {} */
                        settings?: {
                            [key: string]: components["schemas"]["JsonValue"];
                        };
                        /** @default {} */
                        secrets?: {
                            [key: string]: {
                                /** @constant */
                                keep: true;
                            } | {
                                env: string;
                            } | string;
                        };
                        /** @default false */
                        paused?: boolean;
                        /**
                         * @description Send a text in doubt again by itself. It may arrive twice.
                         * @default false
                         */
                        ratherTwice?: boolean;
                    }[];
                    routes?: {
                        gateway: string;
                        /**
                         * @description Telemarketer id, or the chain of them joined by commas: the entity’s own first, who delivers last
                         * @default null
                         */
                        telemarketerId?: string | null;
                        /**
                         * @description none: the gateway adds the chain; ids: as they are; sha256: the hash, for who hands texts to an operator
                         * @default ids
                         * @enum {string}
                         */
                        chainMode?: "none" | "ids" | "sha256";
                    }[];
                    sources?: {
                        key: string;
                        name: string;
                        kind: string;
                        /** @default {} */
                        settings?: {
                            [key: string]: components["schemas"]["JsonValue"];
                        };
                        /** @default {} */
                        secrets?: {
                            [key: string]: {
                                /** @constant */
                                keep: true;
                            } | {
                                env: string;
                            } | string;
                        };
                        /**
                         * @description What the phone system calls a department, DID or user, and which of ours that is; needed also where several of ours have that name
                         * @default []
                         */
                        mappings?: {
                            /** @enum {string} */
                            kind: "department" | "did" | "user";
                            external: string;
                            to: string;
                        }[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changes: components["schemas"]["Change"][];
                        applied: boolean;
                        /** @description The number of the rule set in force */
                        ruleSet: number;
                        /** @description What of the document was taken, and should be looked at */
                        warnings: components["schemas"]["Warning"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWarnings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Warning"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsers: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["User"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key?: string;
                    name: string;
                    /**
                     * @description Mobile number that gets the texts
                     * @default null
                     */
                    phone?: string | null;
                    /** @default null */
                    extension?: string | null;
                    /** @default null */
                    email?: string | null;
                    /** @default false */
                    owner?: boolean;
                    /** @default false */
                    textsOff?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsersKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUsersKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchUsersKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    phone?: string | null;
                    extension?: string | null;
                    email?: string | null;
                    owner?: boolean;
                    textsOff?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDepartments: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Department"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDepartments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key?: string;
                    name: string;
                    /**
                     * @description Keys of users, in the order in which they are texted
                     * @default []
                     */
                    members?: string[];
                    /** @default null */
                    hours?: {
                        /** @description Open spans by weekday, mon to sun; a day that is absent is closed */
                        week: {
                            [key: string]: {
                                /** @description Open from this minute on, such as 09:30 */
                                from: string;
                                /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                to: string;
                            }[];
                        };
                        /**
                         * @description Dates that are closed, or have hours of their own
                         * @default []
                         */
                        holidays?: {
                            /**
                             * Format: date
                             * @description Such as 2026-11-25
                             */
                            date: string;
                            /** @description What people read */
                            name?: string;
                            /**
                             * @description Hours of that date instead of its weekday’s; none: closed
                             * @default []
                             */
                            spans?: {
                                /** @description Open from this minute on, such as 09:30 */
                                from: string;
                                /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                to: string;
                            }[];
                        }[];
                    } | null;
                    /**
                     * @description Chooses the text where the caller’s own language is not known
                     * @default null
                     */
                    language?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDepartmentsKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDepartmentsKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchDepartmentsKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    members?: string[];
                    hours?: {
                        /** @description Open spans by weekday, mon to sun; a day that is absent is closed */
                        week: {
                            [key: string]: {
                                /** @description Open from this minute on, such as 09:30 */
                                from: string;
                                /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                to: string;
                            }[];
                        };
                        /**
                         * @description Dates that are closed, or have hours of their own
                         * @default []
                         */
                        holidays?: {
                            /**
                             * Format: date
                             * @description Such as 2026-11-25
                             */
                            date: string;
                            /** @description What people read */
                            name?: string;
                            /**
                             * @description Hours of that date instead of its weekday’s; none: closed
                             * @default []
                             */
                            spans?: {
                                /** @description Open from this minute on, such as 09:30 */
                                from: string;
                                /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                to: string;
                            }[];
                        }[];
                    } | null;
                    language?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDids: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Did"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDids: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key?: string;
                    number: string;
                    /** @description Null or absent: it is called as its number is written */
                    name?: string | null;
                    /**
                     * @description Chooses the text where neither the caller nor the department does
                     * @default null
                     */
                    language?: string | null;
                    /**
                     * @description Channel lines: how many calls at once it carries, the unit of rental
                     * @default 0
                     */
                    lines?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Did"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDidsKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Did"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDidsKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchDidsKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    number?: string;
                    /** @description Null or absent: it is called as its number is written */
                    name?: string | null;
                    language?: string | null;
                    lines?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Did"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHeaders: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Header"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postHeaders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key?: string;
                    /** @description The sender id exactly as registered; case matters and is never changed */
                    header: string;
                    /**
                     * @description DLT principal entity (PE) id
                     * @default null
                     */
                    entityId?: string | null;
                    /**
                     * @description As registered: others for service and transactional texts; null: digits are promotional, letters others
                     * @default null
                     */
                    class?: ("others" | "promotional" | "government") | null;
                    /**
                     * @description Texts of a header that is not active are skipped
                     * @default active
                     * @enum {string}
                     */
                    status?: "active" | "inactive" | "dormant" | "suspended" | "blacklisted";
                    /**
                     * @description By country: what it is called there, and the ids of its registrations
                     * @default {}
                     */
                    countries?: {
                        [key: string]: {
                            /**
                             * @description Null: the header itself
                             * @default null
                             */
                            sender?: string | null;
                            /**
                             * @description Ids of registrations, by the names in GET /v1/countries
                             * @default {}
                             */
                            fields?: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Header"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHeadersKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Header"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteHeadersKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchHeadersKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The sender id exactly as registered; case matters and is never changed */
                    header?: string;
                    entityId?: string | null;
                    class?: ("others" | "promotional" | "government") | null;
                    /** @enum {string} */
                    status?: "active" | "inactive" | "dormant" | "suspended" | "blacklisted";
                    countries?: {
                        [key: string]: {
                            /**
                             * @description Null: the header itself
                             * @default null
                             */
                            sender?: string | null;
                            /**
                             * @description Ids of registrations, by the names in GET /v1/countries
                             * @default {}
                             */
                            fields?: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Header"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postHeadersKeyResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many were paused */
                        templates: number;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    body: string;
                    /** @description Values by placeholder, instead of the sample’s */
                    values?: {
                        [key: string]: string;
                    };
                    /** @description Fill it with this call (its id, or a beginning of it); otherwise with a sample */
                    callId?: string;
                    department?: string;
                    did?: string;
                    user?: string;
                    registered?: {
                        /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                        text: string;
                        /** @description Tags of the variables in order, where the portal keeps them beside the text */
                        tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                        /**
                         * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                         * @default cut
                         * @enum {string}
                         */
                        tooLong?: "cut" | "skip";
                        /**
                         * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                         * @constant
                         */
                        letters?: "plain";
                    } | null;
                    /**
                     * @default service_implicit
                     * @enum {string}
                     */
                    category?: "transactional" | "service_implicit" | "service_explicit" | "promotional";
                    /** @description What it is written in; absent: the account’s language */
                    language?: string | null;
                    /** @description Whose wording it is to be: whether its rules send it later is asked, too */
                    template?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesKeySubmit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesKeyApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The id that the portal gave it */
                    dltTemplateId?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesKeyReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesKeyPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesKeyResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesKeyDiscard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplatesKeyHistory: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TemplateEntry"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplatesKeyVersions: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TemplateVersion"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesKeyTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A number of one of the account’s people, or of its trial list */
                    to: string;
                    /** @description Fill it with this call (its id, or a beginning of it); otherwise with a sample */
                    callId?: string;
                    department?: string;
                    did?: string;
                    user?: string;
                    caller?: string;
                    callerName?: string;
                    /** @enum {string} */
                    outcome?: "connected" | "missed" | "voicemail";
                    variables?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSent"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesFromRegistered: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                    placeholders?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappedText"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplatesPortalExport: {
        parameters: {
            query?: {
                /** @description typed: tags in the text; var: {#var#}, and tags beside it */
                style?: "typed" | "var";
                /** @description Only these, such as draft: what is still to be submitted */
                status?: "draft" | "submitted" | "approved" | "paused" | "rejected";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        csv: string;
                        rows: number;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplates: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Template"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key?: string;
                    name: string;
                    /** @description Wording with {{placeholders}} and {{placeholder|fallback}} */
                    body: string;
                    header: string;
                    /** @default null */
                    dltTemplateId?: string | null;
                    /**
                     * @default service_implicit
                     * @enum {string}
                     */
                    category?: "transactional" | "service_implicit" | "service_explicit" | "promotional";
                    /** @default null */
                    registered?: {
                        /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                        text: string;
                        /** @description Tags of the variables in order, where the portal keeps them beside the text */
                        tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                        /**
                         * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                         * @default cut
                         * @enum {string}
                         */
                        tooLong?: "cut" | "skip";
                        /**
                         * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                         * @constant
                         */
                        letters?: "plain";
                    } | null;
                    /**
                     * @description What it is written in; null: the account’s language
                     * @default null
                     */
                    language?: string | null;
                    /**
                     * @description Key of the template whose text this is in another language: rules name that one, and the reader’s language chooses
                     * @default null
                     */
                    variantOf?: string | null;
                    /**
                     * @default approved
                     * @enum {string}
                     */
                    status?: "draft" | "submitted" | "approved" | "paused" | "rejected";
                    /** @description Why it was rejected or paused; absent: as it stands */
                    statusReason?: string | null;
                    /** @description A version that waits for its approval while this one sends; absent: as it stands, null: none */
                    waiting?: {
                        /** @description Wording with {{placeholders}} and {{placeholder|fallback}} */
                        body: string;
                        header: string;
                        /** @default null */
                        dltTemplateId?: string | null;
                        /**
                         * @default service_implicit
                         * @enum {string}
                         */
                        category?: "transactional" | "service_implicit" | "service_explicit" | "promotional";
                        /** @default null */
                        registered?: {
                            /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                            text: string;
                            /** @description Tags of the variables in order, where the portal keeps them beside the text */
                            tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                            /**
                             * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                             * @default cut
                             * @enum {string}
                             */
                            tooLong?: "cut" | "skip";
                            /**
                             * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                             * @constant
                             */
                            letters?: "plain";
                        } | null;
                        /**
                         * @default draft
                         * @enum {string}
                         */
                        status?: "draft" | "submitted" | "rejected";
                        /** @description Why it was rejected or paused; absent: as it stands */
                        statusReason?: string | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplatesKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTemplatesKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchTemplatesKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Wording with {{placeholders}} and {{placeholder|fallback}} */
                    body?: string;
                    header?: string;
                    dltTemplateId?: string | null;
                    /** @enum {string} */
                    category?: "transactional" | "service_implicit" | "service_explicit" | "promotional";
                    registered?: {
                        /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                        text: string;
                        /** @description Tags of the variables in order, where the portal keeps them beside the text */
                        tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                        /**
                         * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                         * @default cut
                         * @enum {string}
                         */
                        tooLong?: "cut" | "skip";
                        /**
                         * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                         * @constant
                         */
                        letters?: "plain";
                    } | null;
                    language?: string | null;
                    variantOf?: string | null;
                    /** @enum {string} */
                    status?: "draft" | "submitted" | "approved" | "paused" | "rejected";
                    /** @description Why it was rejected or paused; absent: as it stands */
                    statusReason?: string | null;
                    /** @description A version that waits for its approval while this one sends; absent: as it stands, null: none */
                    waiting?: {
                        /** @description Wording with {{placeholders}} and {{placeholder|fallback}} */
                        body: string;
                        header: string;
                        /** @default null */
                        dltTemplateId?: string | null;
                        /**
                         * @default service_implicit
                         * @enum {string}
                         */
                        category?: "transactional" | "service_implicit" | "service_explicit" | "promotional";
                        /** @default null */
                        registered?: {
                            /** @description Exactly as registered, with {#var#} or typed tags such as {#numeric#} */
                            text: string;
                            /** @description Tags of the variables in order, where the portal keeps them beside the text */
                            tags?: (("var" | "numeric" | "alphanumeric" | "url" | "urlott" | "cbn" | "email") | null)[];
                            /**
                             * @description A value longer than its variable: cut at a word, or the text is skipped as variable_too_long
                             * @default cut
                             * @enum {string}
                             */
                            tooLong?: "cut" | "skip";
                            /**
                             * @description Values in GSM letters where they have them: an emoji or accent in a name does not make the text UCS-2
                             * @constant
                             */
                            letters?: "plain";
                        } | null;
                        /**
                         * @default draft
                         * @enum {string}
                         */
                        status?: "draft" | "submitted" | "rejected";
                        /** @description Why it was rejected or paused; absent: as it stands */
                        statusReason?: string | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGatewayKinds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Kind"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGateways: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Gateway"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGateways: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key?: string;
                    title: string;
                    kind: string;
                    /** @default {} */
                    settings?: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    /** @default {} */
                    secrets?: {
                        [key: string]: {
                            /** @constant */
                            keep: true;
                        } | {
                            env: string;
                        } | string;
                    };
                    /** @default false */
                    paused?: boolean;
                    /**
                     * @description Send a text in doubt again by itself. It may arrive twice.
                     * @default false
                     */
                    ratherTwice?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGatewaysKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGatewaysKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchGatewaysKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    kind?: string;
                    settings?: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    secrets?: {
                        [key: string]: {
                            /** @constant */
                            keep: true;
                        } | {
                            env: string;
                        } | string;
                    };
                    paused?: boolean;
                    ratherTwice?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGatewaysKeyCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its key. `shared:<key>` is the shared one, also where the account has a gateway of its own by that key */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Check"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGatewaysKeyAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its key. `shared:<key>` is the shared one, also where the account has a gateway of its own by that key */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGatewaysKeyTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its key. `shared:<key>` is the shared one, also where the account has a gateway of its own by that key */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The number that gets it: your own phone */
                    to: string;
                    header: string;
                    /** @default This is a test of our text service. */
                    text?: string;
                    /** @description DLT entity id, on routes to India; goes with templateId */
                    entityId?: string;
                    /** @description DLT template id, on routes to India, with entityId: the text must be one of this template */
                    templateId?: string;
                    /**
                     * @description How long the receipt is waited for
                     * @default 30
                     */
                    waitSeconds?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TryOut"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGatewaysKeyPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its key. `shared:<key>` is the shared one, also where the account has a gateway of its own by that key */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGatewaysKeyResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its key. `shared:<key>` is the shared one, also where the account has a gateway of its own by that key */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoutes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RouteOutput"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRoutes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    routes: components["schemas"]["Route"][];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RouteOutput"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSharedGateways: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Gateway"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSharedGatewaysKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    kind: string;
                    /** @default {} */
                    settings?: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    /** @default {} */
                    secrets?: {
                        [key: string]: {
                            /** @constant */
                            keep: true;
                        } | {
                            env: string;
                        } | string;
                    };
                    /** @default false */
                    paused?: boolean;
                    /**
                     * @description Send a text in doubt again by itself. It may arrive twice.
                     * @default false
                     */
                    ratherTwice?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSharedGatewaysKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSourceKinds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Kind"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSourcesPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kind: string;
                    /** @default {} */
                    settings?: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    /** @description A raw request, a URL with a query, JSON, or form text */
                    sample: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        parsed: ({
                            is: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        calls: {
                            sourceCallId: string;
                            /** @enum {string} */
                            direction: "incoming" | "outgoing";
                            /** @enum {string} */
                            outcome: "connected" | "missed" | "voicemail";
                            /** @enum {string} */
                            missedBecause?: "no_answer" | "busy" | "caller_hung_up" | "queue_abandoned" | "menu_only" | "out_of_hours" | "rejected" | "failed" | "unknown";
                            /** @description The outside party as received, whoever dialled; null when withheld */
                            caller: string | null;
                            callerName?: string;
                            /** @description What the caller asked to be spoken to in, as a tag (hi) or a name (Hindi); kept with the caller */
                            callerLanguage?: string;
                            did?: string;
                            department?: {
                                id?: string;
                                name?: string;
                            };
                            /** @description Who talked last; without it, whom the call was passed on to last */
                            user?: {
                                id?: string;
                                name?: string;
                                extension?: string;
                                phone?: string;
                                email?: string;
                            };
                            rung?: {
                                id?: string;
                                name?: string;
                                extension?: string;
                                phone?: string;
                                email?: string;
                                at?: string;
                                seconds?: number;
                                /** @enum {string} */
                                result?: "answered" | "no_answer" | "busy" | "rejected" | "failed";
                            }[];
                            transfers?: {
                                at?: string;
                                from?: string;
                                to?: string;
                                /** @enum {string} */
                                kind?: "blind" | "attended" | "queue";
                            }[];
                            startedAt?: string;
                            answeredAt?: string;
                            endedAt?: string;
                            ringSeconds?: number;
                            waitSeconds?: number;
                            talkSeconds?: number;
                            totalSeconds?: number;
                            voicemail?: {
                                seconds?: number;
                                url?: string;
                                sure?: boolean;
                            };
                            recordingUrl?: string;
                            variables?: {
                                [key: string]: string;
                            };
                            /** @description Names of fields that were inferred */
                            approximate?: string[];
                        }[];
                        places: {
                            place: string;
                            value: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSources: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Source"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key?: string;
                    name: string;
                    kind: string;
                    /** @default {} */
                    settings?: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    /** @default {} */
                    secrets?: {
                        [key: string]: {
                            /** @constant */
                            keep: true;
                        } | {
                            env: string;
                        } | string;
                    };
                    /**
                     * @description What the phone system calls a department, DID or user, and which of ours that is; needed also where several of ours have that name
                     * @default []
                     */
                    mappings?: {
                        /** @enum {string} */
                        kind: "department" | "did" | "user";
                        external: string;
                        to: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSourcesKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSourcesKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchSourcesKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key of the object */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    kind?: string;
                    settings?: {
                        [key: string]: components["schemas"]["JsonValue"];
                    };
                    secrets?: {
                        [key: string]: {
                            /** @constant */
                            keep: true;
                        } | {
                            env: string;
                        } | string;
                    };
                    mappings?: {
                        /** @enum {string} */
                        kind: "department" | "did" | "user";
                        external: string;
                        to: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSourcesKeyRotateUrl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhookUrl: string;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSourcesKeyReports: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SourceReport"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSourcesKeyReportsReportReveal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                report: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceReport"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMappings: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
                /** @description Only names that nobody knows yet */
                unmapped?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Mapping"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMappings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    source: string;
                    /** @enum {string} */
                    kind: "department" | "did" | "user";
                    external: string;
                    /** @description null: nothing */
                    to: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccounts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
                /** @description In name, key and id */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Account"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key?: string;
                    name: string;
                    /**
                     * @description IANA time zone, such as Asia/Kolkata
                     * @default Asia/Kolkata
                     */
                    zone?: string;
                    /** @default en */
                    language?: string;
                    /** @default IN */
                    country?: string;
                    /** @default INR */
                    currency?: string;
                    /**
                     * @description Price of one SMS part, in the currency’s unit
                     * @default 0.3000
                     */
                    pricePerPart?: string;
                    /**
                     * @description What a one-way line costs in a billing cycle, in the currency’s unit
                     * @default 0.0000
                     */
                    lineRentalOneWay?: string;
                    /**
                     * @description What a two-way line costs in a billing cycle
                     * @default 0.0000
                     */
                    lineRentalTwoWay?: string;
                    /**
                     * @description Day of the month on which billing cycles begin, or its last; it stays as it is once the first cycle is over
                     * @default 1
                     */
                    billingDay?: number;
                    /**
                     * @description What the invoice adds to rental and texts
                     * @default []
                     */
                    taxes?: {
                        /** @description As the invoice says it, such as CGST */
                        name: string;
                        /** @description Of rental and texts together */
                        percent: string;
                    }[];
                    /**
                     * @description Only whoever runs the installation changes prices, rentals, taxes, currency and quota, and this
                     * @default false
                     */
                    operatorSetsPrices?: boolean;
                    /**
                     * @description After-Call SMS on or off for the whole account
                     * @default true
                     */
                    smsOn?: boolean;
                    /** @default null */
                    hours?: {
                        /** @description Open spans by weekday, mon to sun; a day that is absent is closed */
                        week: {
                            [key: string]: {
                                /** @description Open from this minute on, such as 09:30 */
                                from: string;
                                /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                to: string;
                            }[];
                        };
                        /**
                         * @description Dates that are closed, or have hours of their own
                         * @default []
                         */
                        holidays?: {
                            /**
                             * Format: date
                             * @description Such as 2026-11-25
                             */
                            date: string;
                            /** @description What people read */
                            name?: string;
                            /**
                             * @description Hours of that date instead of its weekday’s; none: closed
                             * @default []
                             */
                            spans?: {
                                /** @description Open from this minute on, such as 09:30 */
                                from: string;
                                /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                to: string;
                            }[];
                        }[];
                    } | null;
                    /**
                     * @description Registered links and call-back numbers (India)
                     * @default {
                     *       "links": [],
                     *       "numbers": []
                     *     }
                     */
                    whitelist?: {
                        /**
                         * @description Host, or host and beginning of the path, such as kaveri.example/r
                         * @default []
                         */
                        links?: string[];
                        /** @default [] */
                        numbers?: string[];
                    };
                    /**
                     * @description Numbers that never get a text
                     * @default []
                     */
                    exclusions?: string[];
                    /**
                     * @description Texts that may go in any 24 hours
                     * @default null
                     */
                    quota?: number | null;
                    /**
                     * @description What texts may cost in any 24 hours, in the currency’s unit
                     * @default null
                     */
                    spendStop?: string | null;
                    /**
                     * @description At most this many texts to one caller within the time, so that two machines do not answer each other
                     * @default {
                     *       "texts": 5,
                     *       "minutes": 60
                     *     }
                     */
                    loopGuard?: {
                        texts: number;
                        minutes: number;
                    } | null;
                    /**
                     * @description A call with less talk than this reaches nobody, such as one that a carrier’s voicemail took; 0: any connected call does
                     * @default 0
                     */
                    reachedAfterSeconds?: number;
                    /**
                     * @description Trial mode: while set, only these numbers get texts
                     * @default null
                     */
                    trialNumbers?: string[] | null;
                    /**
                     * @description Consent that the account keeps as its own evidence; it is not DLT consent
                     * @default {
                     *       "neededFor": [],
                     *       "reconsentBlockDays": 90,
                     *       "asking": null
                     *     }
                     */
                    consent?: {
                        /**
                         * @description Categories of templates that go only to numbers with a consent on record; empty: none
                         * @default []
                         */
                        neededFor?: ("transactional" | "service_implicit" | "service_explicit" | "promotional")[];
                        /**
                         * @description Days after an opt-out or a revocation within which no new consent counts, unless they come back by themselves
                         * @default 90
                         */
                        reconsentBlockDays?: number;
                        /**
                         * @description How people agree by themselves; null: they cannot
                         * @default null
                         */
                        asking?: {
                            /** @description What they agree to, such as “offers by text” */
                            purpose: string;
                            /**
                             * @description Which version of your wording asks them; change it with the wording
                             * @default null
                             */
                            wording?: string | null;
                            /**
                             * @description Words that agree when they are the whole reply, such as JOIN
                             * @default []
                             */
                            replies?: string[];
                            /**
                             * @description The page behind a link asks too
                             * @default false
                             */
                            byPage?: boolean;
                        } | null;
                    };
                    /**
                     * @description Your own address of the opt-out page, on your whitelist in India; absent: this program’s
                     * @default null
                     */
                    optOutLink?: string | null;
                    /**
                     * @description The one text that confirms an opt-out by reply; null: none is sent
                     * @default null
                     */
                    optOutConfirmation?: {
                        /** @description A transactional or service implicit template */
                        template: string;
                        /**
                         * @description Also to whoever opts out by the page behind a link, where the text with the link is a recent one
                         * @default false
                         */
                        byPage?: boolean;
                    } | null;
                    /**
                     * @description Ticket numbers for calls whose source gives none
                     * @default null
                     */
                    tickets?: {
                        /** @default  */
                        prefix?: string;
                        /**
                         * @description Digits, filled up with noughts
                         * @default 6
                         */
                        width?: number;
                    } | null;
                    /**
                     * @description Days after which the wording of a text is taken away; null: as the installation does
                     * @default null
                     */
                    keepTextsDays?: number | null;
                    /**
                     * @description Days after which a call goes, with its texts and receipts; null: as the installation does
                     * @default null
                     */
                    keepCallsDays?: number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: components["schemas"]["Account"];
                        key: string;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description IANA time zone, such as Asia/Kolkata */
                    zone?: string;
                    language?: string;
                    country?: string;
                    currency?: string;
                    pricePerPart?: string;
                    lineRentalOneWay?: string;
                    lineRentalTwoWay?: string;
                    billingDay?: number;
                    taxes?: {
                        /** @description As the invoice says it, such as CGST */
                        name: string;
                        /** @description Of rental and texts together */
                        percent: string;
                    }[];
                    operatorSetsPrices?: boolean;
                    smsOn?: boolean;
                    hours?: {
                        /** @description Open spans by weekday, mon to sun; a day that is absent is closed */
                        week: {
                            [key: string]: {
                                /** @description Open from this minute on, such as 09:30 */
                                from: string;
                                /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                to: string;
                            }[];
                        };
                        /**
                         * @description Dates that are closed, or have hours of their own
                         * @default []
                         */
                        holidays?: {
                            /**
                             * Format: date
                             * @description Such as 2026-11-25
                             */
                            date: string;
                            /** @description What people read */
                            name?: string;
                            /**
                             * @description Hours of that date instead of its weekday’s; none: closed
                             * @default []
                             */
                            spans?: {
                                /** @description Open from this minute on, such as 09:30 */
                                from: string;
                                /** @description Closed from this minute on, at most 24:00; a span over midnight is written as two */
                                to: string;
                            }[];
                        }[];
                    } | null;
                    whitelist?: {
                        /**
                         * @description Host, or host and beginning of the path, such as kaveri.example/r
                         * @default []
                         */
                        links?: string[];
                        /** @default [] */
                        numbers?: string[];
                    };
                    exclusions?: string[];
                    quota?: number | null;
                    spendStop?: string | null;
                    loopGuard?: {
                        texts: number;
                        minutes: number;
                    } | null;
                    reachedAfterSeconds?: number;
                    trialNumbers?: string[] | null;
                    consent?: {
                        /**
                         * @description Categories of templates that go only to numbers with a consent on record; empty: none
                         * @default []
                         */
                        neededFor?: ("transactional" | "service_implicit" | "service_explicit" | "promotional")[];
                        /**
                         * @description Days after an opt-out or a revocation within which no new consent counts, unless they come back by themselves
                         * @default 90
                         */
                        reconsentBlockDays?: number;
                        /**
                         * @description How people agree by themselves; null: they cannot
                         * @default null
                         */
                        asking?: {
                            /** @description What they agree to, such as “offers by text” */
                            purpose: string;
                            /**
                             * @description Which version of your wording asks them; change it with the wording
                             * @default null
                             */
                            wording?: string | null;
                            /**
                             * @description Words that agree when they are the whole reply, such as JOIN
                             * @default []
                             */
                            replies?: string[];
                            /**
                             * @description The page behind a link asks too
                             * @default false
                             */
                            byPage?: boolean;
                        } | null;
                    };
                    optOutLink?: string | null;
                    optOutConfirmation?: {
                        /** @description A transactional or service implicit template */
                        template: string;
                        /**
                         * @description Also to whoever opts out by the page behind a link, where the text with the link is a recent one
                         * @default false
                         */
                        byPage?: boolean;
                    } | null;
                    tickets?: {
                        /** @default  */
                        prefix?: string;
                        /**
                         * @description Digits, filled up with noughts
                         * @default 6
                         */
                        width?: number;
                    } | null;
                    keepTextsDays?: number | null;
                    keepCallsDays?: number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKeys: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Key"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @description `support` reads calls and messages with numbers masked, and changes nothing.
                     * @default owner
                     * @enum {string}
                     */
                    role?: "owner" | "support";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        key: string;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteKeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLinks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    account?: string;
                    /**
                     * @description In the account, else owner. `support` reads calls and messages with numbers masked, and changes nothing.
                     * @enum {string}
                     */
                    role?: "owner" | "support";
                    /** @description Whom it is for: so the history calls them */
                    name?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                        /**
                         * @description As whom it lets in
                         * @enum {string}
                         */
                        role: "operator" | "owner" | "support";
                        /** @description Key of the account that it leads into; null: the operator’s console */
                        account: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Session"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSessionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBillingCycles: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date
                             * @description Its first day
                             */
                            start: string;
                            /**
                             * Format: date
                             * @description Its last day
                             */
                            end: string;
                            isCurrent: boolean;
                            total: components["schemas"]["Money"];
                        }[];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBillingCyclesStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The first day of the cycle, or `current` */
                start: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bill"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "getBillingCyclesStartLines.csv": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The first day of the cycle, or `current` */
                start: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBillingWhatIf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A draft, as PUT /v1/rule-set takes it; absent: the rules in force */
                    rules?: {
                        /** @description What files, caps and history know it by; it never changes */
                        key: string;
                        /** @description What people read */
                        name: string;
                        /**
                         * @description false: passed over, as if it were not there
                         * @default true
                         */
                        enabled?: boolean;
                        /**
                         * @description All that are there must hold; none: every call
                         * @default {}
                         */
                        conditions?: {
                            /** @description Who dialled: the caller, or the account */
                            directions?: ("incoming" | "outgoing")[];
                            /** @description How the call ended */
                            outcomes?: ("connected" | "missed" | "voicemail")[];
                            /** @description The department it went to, by key */
                            departments?: string[];
                            /** @description The number of the account that it used, by key */
                            dids?: string[];
                            /** @description Who of the account’s people was in the call */
                            users?: {
                                /**
                                 * @description answered: who answered last, even if the call counts as missed; rung: whose phone rang, answered or not
                                 * @enum {string}
                                 */
                                match: "answered" | "rung";
                                /** @description Any of these users, by key */
                                users: string[];
                            };
                            /**
                             * @description Judged at the call’s start, by the department’s opening hours, else the account’s
                             * @enum {string}
                             */
                            hours?: "open" | "closed";
                            /**
                             * @description new: the first call with this number; a withheld number is always returning
                             * @enum {string}
                             */
                            caller?: "new" | "returning";
                            /** @description The call’s place among this caller’s misses within the window since the last connected call */
                            miss?: {
                                /** @description From this miss on; 1 is the first */
                                from: number;
                                /** @description Up to this one; absent: and every later one */
                                to?: number;
                                /** @description Misses that ended within these hours before the call’s end count */
                                withinHours: number;
                            };
                            /** @description How long it rang; a call that does not tell fits no range */
                            ringSeconds?: {
                                /** @description At least so many seconds */
                                min?: number;
                                /** @description At most so many seconds; one of the two is needed */
                                max?: number;
                            };
                            /** @description How long they talked: 0 where nobody did; a connected call that does not tell fits no range */
                            talkSeconds?: {
                                /** @description At least so many seconds */
                                min?: number;
                                /** @description At most so many seconds; one of the two is needed */
                                max?: number;
                            };
                        };
                        /** @description Who gets a text, and by which template */
                        recipients: {
                            /** @description Whom it means */
                            selector: {
                                /** @constant */
                                to: "caller";
                            } | {
                                /** @constant */
                                to: "user";
                            } | {
                                /** @constant */
                                to: "rung";
                            } | {
                                /** @constant */
                                to: "members";
                            } | {
                                /** @constant */
                                to: "users";
                                users: string[];
                            } | {
                                /** @constant */
                                to: "owners";
                            } | {
                                /** @constant */
                                to: "numbers";
                                numbers: string[];
                            };
                            /** @description Key of the template; of one with texts in several languages, of the default text */
                            template: string;
                            /** @description In the rule’s quiet hours this template goes at once, instead of the text that would wait or be skipped */
                            quietTemplate?: string;
                        }[];
                        /** @description Wait this long after the call’s end; unlessReached cancels the text when the caller is reached meanwhile */
                        delay?: {
                            /** @description So many seconds after the call’s end */
                            seconds: number;
                            /**
                             * @description No text when the caller is reached before it is due
                             * @default true
                             */
                            unlessReached?: boolean;
                        };
                        /** @description At most this many texts by this rule to one caller within the period */
                        cap?: {
                            /** @description So many texts */
                            texts: number;
                            /** @description Within this time before the text is due */
                            hours: number;
                        };
                        /** @description No text by this rule within these hours, in the account’s zone */
                        quietHours?: {
                            /** @description When they begin, such as 21:00 */
                            from: string;
                            /** @description When they end; before from: on the next day */
                            to: string;
                            /**
                             * @description hold: the text goes at the end of them, if still valid; skip: it does not go
                             * @default hold
                             * @enum {string}
                             */
                            action?: "hold" | "skip";
                        };
                        /** @description What may choose a text in another language; absent: all of these, in this order; empty: the default text */
                        languageBy?: ("caller" | "department" | "did")[];
                        /**
                         * @description A text still unsent this long after the call’s end lapses; a call reported later is too_late
                         * @default 60
                         */
                        validityMinutes?: number;
                    }[];
                    /** @description DIDs, by key, that would have so many lines */
                    lines?: {
                        did: string;
                        lines: number;
                    }[];
                    /** @description After-Call SMS on or off */
                    accountOn?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillingWhatIf"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBillingAccounts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
                /** @description The month in which the cycle begins, such as 2026-11; absent: the cycle that runs */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AccountBill"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSandboxEndings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            ending: string;
                            what: string;
                            words: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReasons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            code: string;
                            what: string;
                            mend: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCarrierCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Who numbers so */
                            family: string;
                            /** @description Such as `600 to 604, 619` */
                            codes: string;
                            reason: string;
                            means: string;
                            /** @description What to do */
                            next: string;
                        }[];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: {
                            /** @description The wording of texts */
                            keepTextsDays: number;
                            /** @description Calls with their texts and receipts */
                            keepCallsDays: number;
                        };
                        installation: {
                            /** @description The wording of texts */
                            keepTextsDays: number;
                            /** @description Calls with their texts and receipts */
                            keepCallsDays: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCountries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        home: string;
                        items: components["schemas"]["Country"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNotices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Notice"][];
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postNoticesDismiss: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "quota_80" | "quota_100" | "spend_80" | "spend_100" | "loop_suspected" | "template_dnd" | "template_at_risk" | "template_refused" | "header_refused" | "reply_perhaps_stop";
                    /** @default  */
                    subject?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOptOuts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OptOut"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOptOuts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As dialled in the account’s country, or E.164 */
                    number: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutStanding"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutStanding"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOptOutsCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As dialled in the account’s country, or E.164 */
                    number: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutStanding"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOptOutsRemove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As dialled in the account’s country, or E.164 */
                    number: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutStanding"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteOptOutsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCallerLanguages: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CallerLanguage"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCallerLanguages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As dialled in the account’s country, or E.164 */
                    number: string;
                    /** @description A tag such as hi, or a name such as Hindi */
                    language: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallerLanguageStanding"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCallerLanguagesCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As dialled in the account’s country, or E.164 */
                    number: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallerLanguageStanding"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCallerLanguagesRemove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As dialled in the account’s country, or E.164 */
                    number: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallerLanguageStanding"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCallerLanguagesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCallerLanguagesImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The file, or rows of it with the names of its columns before them */
                    csv: string;
                    /**
                     * @description Lines of the file between the names of its columns and these rows
                     * @default 0
                     */
                    skippedLines?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallerLanguagesImported"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConsents: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Consent"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConsents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As dialled in the account’s country, or E.164 */
                    number: string;
                    /** @description What they agreed to, such as “offers by text” */
                    purpose: string;
                    /**
                     * @description Which version of the wording they were shown or read, such as “form 2026-03”
                     * @default null
                     */
                    wording?: string | null;
                    /** @description When they agreed; absent: now */
                    givenAt?: string | null;
                    /** @description Until when it holds; absent: until it is revoked */
                    expiresAt?: string | null;
                    /**
                     * @description What shows it: the id of a call, of a form, words that were said
                     * @default null
                     */
                    evidence?: string | null;
                    /**
                     * @description How it was given, where it was neither here nor through the API
                     * @default null
                     */
                    source?: ("call" | "file") | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentStanding"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentStanding"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConsentsCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As dialled in the account’s country, or E.164 */
                    number: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentStanding"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConsentsExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As dialled in the account’s country, or E.164 */
                    number: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentExport"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConsentsRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description As dialled in the account’s country, or E.164 */
                    number: string;
                    /**
                     * @description What shows it: the id of a call, of a form, words that were said
                     * @default null
                     */
                    evidence?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentStanding"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteConsentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConsentsImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The file, or rows of it with the names of its columns before them */
                    csv: string;
                    /**
                     * @description Lines of the file between the names of its columns and these rows
                     * @default 0
                     */
                    skippedLines?: number;
                    /** @description Of all rows that say none */
                    purpose?: string;
                    /**
                     * @description Of all rows that say none
                     * @default null
                     */
                    wording?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentsImported"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReplies: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
                /** @description Only those that may be opt-outs and wait for a person */
                open?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Reply"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepliesIdSettle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    optOut?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSandboxReplies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: string;
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description What it was taken for; `perhaps_stop` waits for a person
                         * @enum {string}
                         */
                        meaning: "stop" | "start" | "perhaps_stop" | "agree" | "other";
                        /** @description Taken for one that a network brought again, as the same came within ten minutes: nothing was done */
                        repeated: boolean;
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRegisteredTextsImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The names of the columns, and whole rows below them: a file, or a chunk of one */
                    csv: string;
                    /**
                     * @description Lines of the file between the names of its columns and this chunk
                     * @default 0
                     */
                    skippedLines?: number;
                    /** @description Which column holds a field, where its name does not say so */
                    columns?: {
                        [key: string]: string;
                    };
                    /**
                     * @description Only say what would happen
                     * @default false
                     */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imported"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRegisteredTexts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description What the page before gave as `next` */
                after?: string;
                /** @description In id, name and text */
                search?: string;
                status?: "approved" | "submitted" | "rejected" | "inactive";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RegisteredText"][];
                        /** @description Give it as `after` for the next page; null: this is the last */
                        next: string | null;
                        /** @description How many there are in all, by status; with the first page only */
                        counts: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRegisteredTextsTemplateId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredText"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRegisteredTextsTemplateIdUse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                templateId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description For each variable in turn, such as `user_name` or `user_name|our team`
                     * @default []
                     */
                    placeholders?: string[];
                    key?: string;
                    name?: string;
                    /** @description One of its headers; else the first */
                    header?: string;
                    /**
                     * @default cut
                     * @enum {string}
                     */
                    tooLong?: "cut" | "skip";
                    language?: string;
                    /** @description The template whose text this is in another language */
                    variantOf?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOptOutsImport: {
        parameters: {
            query?: {
                /** @description The heading of the numbers’ column, or its place as in `#2` */
                column?: string;
                /** @description The line that the body begins with, where it is a piece of a file */
                firstLine?: number;
                /** @description What separates the cells; without it, the one that the first row has most of */
                separator?: "comma" | "semicolon" | "tab";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description CSV in UTF-8, or in UTF-16 with its mark, at most 100000 rows */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutImport"];
                };
            };
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
