// Made by `npm run types` from the API's OpenAPI description. Do not edit.

export interface paths {
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_catalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_uploads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_uploads_{upload_id}"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/confirm/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_confirm_{token}"];
        put?: never;
        post: operations["post_api_v1_confirm_{token}"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/confirm/{token}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_confirm_{token}_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submit/resend-confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_submit_resend-confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/track/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_track_{token}"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/track/{token}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_track_{token}_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_inbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/{mail_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_inbox_{mail_id}"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_auth_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_auth_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_auth_session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_staff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_jobs_{job_id}"];
        put?: never;
        post?: never;
        delete: operations["delete_api_v1_jobs_{job_id}"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_jobs_{job_id}_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/candidate-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_jobs_{job_id}_candidate-files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_api_v1_jobs_{job_id}_files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_lock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/lock/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_lock_extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_unlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/mark-printing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_mark-printing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/mark-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_mark-failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/mark-complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_mark-complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/revert-completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_revert-completion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/revert-pickup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_revert-pickup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["patch_api_v1_jobs_{job_id}_notes"];
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/opened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_opened"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/resend-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["post_api_v1_jobs_{job_id}_resend-email"];
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
        /**
         * ApproveBody
         * @description The quote: the file that will be printed, its weight (volume for resin) and its time.
         */
        ApproveBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
            /** Authoritative File */
            authoritative_file: string;
            /**
             * Weight G
             * @default null
             */
            weight_g?: number | null;
            /**
             * Volume Ml
             * @default null
             */
            volume_ml?: number | null;
            /**
             * Time Hours
             * @description Hours
             */
            time_hours: number;
            /**
             * Comment
             * @default
             */
            comment?: string;
        };
        /**
         * BusyLevel
         * @description How much work waits: `level` is calm, busy or very_busy.
         */
        BusyLevel: {
            /** Level */
            level: string;
            /** Waiting Jobs */
            waiting_jobs: number;
            /** Printing Jobs */
            printing_jobs: number;
        };
        /** CatalogView */
        CatalogView: {
            /** Lab Name */
            lab_name: string;
            /** Room */
            room: string;
            /** Hours */
            hours: string;
            /** Contact */
            contact: string;
            /** Currency */
            currency: string;
            /** Minimum Cents */
            minimum_cents: number;
            /** Policy */
            policy: string[];
            /** Disciplines */
            disciplines: string[];
            /** Methods */
            methods: components["schemas"]["Method"][];
            /** Rejection Reasons */
            rejection_reasons: components["schemas"]["RejectionReason"][];
            limits: components["schemas"]["Limits"];
            busy: components["schemas"]["BusyLevel"];
            /** Shows Inbox */
            shows_inbox: boolean;
        };
        /**
         * ConfirmBody
         * @description The student's yes. `price_cents` is the price that the page showed.
         */
        ConfirmBody: {
            /** Accept */
            accept: boolean;
            /**
             * Price Cents
             * @description Integer cents
             */
            price_cents: number;
        };
        /**
         * ConfirmView
         * @description What the confirm page shows. `answer` is null while the student can still answer.
         */
        ConfirmView: {
            /** Reference */
            reference: string;
            /** Status */
            status: string;
            /** Status Title */
            status_title: string;
            /** Answer */
            answer: string | null;
            /** Student Name */
            student_name: string;
            /** Original Filename */
            original_filename: string;
            /** Print Method */
            print_method: string;
            /** Color */
            color: string;
            /** Printer */
            printer: string;
            /** Price Cents */
            price_cents: number;
            /** Currency */
            currency: string;
            quote: components["schemas"]["PublicQuote"];
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Tracking Url */
            tracking_url: string;
            /** Has Thumbnail */
            has_thumbnail: boolean;
        };
        /** DeclineBody */
        DeclineBody: {
            /**
             * Reason
             * @default
             */
            reason?: string;
        };
        /**
         * Done
         * @description A short confirmation in words.
         */
        Done: {
            /** Message */
            message: string;
        };
        /** EventPage */
        EventPage: {
            /** Events */
            events: components["schemas"]["EventView"][];
        };
        /** EventView */
        EventView: {
            /** Id */
            id: number;
            /** Type */
            type: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Triggered By */
            triggered_by: string;
            /** Workstation Id */
            workstation_id: string | null;
            /** Details */
            details: {
                [key: string]: unknown;
            };
        };
        /**
         * FolderFile
         * @description A file in the job's folder, read now.
         */
        FolderFile: {
            /** Name */
            name: string;
            /** Size */
            size: number;
            /** Sha256 */
            sha256: string;
            /**
             * Modified At
             * Format: date-time
             */
            modified_at: string;
            /** Weight G */
            weight_g: number | null;
            /** Time Hours */
            time_hours: number | null;
        };
        /** FolderPage */
        FolderPage: {
            /** Files */
            files: components["schemas"]["FolderFile"][];
            /** Recommended */
            recommended: string | null;
        };
        /**
         * Health
         * @description `status` is ok, degraded or error; each component is ok or says what is wrong.
         */
        Health: {
            /** Status */
            status: string;
            /** Version */
            version: string;
            /** Components */
            components: {
                [key: string]: string;
            };
        };
        /** InboxBody */
        InboxBody: {
            /** Subject */
            subject: string;
            /** Html */
            html: string;
            /** Text */
            text: string;
        };
        /**
         * InboxMail
         * @description A mail that the file transport wrote.
         */
        InboxMail: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /**
             * Job Id
             * Format: uuid
             */
            job_id: string;
            /** To */
            to: string;
            /** Subject */
            subject: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /** InboxPage */
        InboxPage: {
            /** Mails */
            mails: components["schemas"]["InboxMail"][];
        };
        /**
         * JobFile
         * @description A file that the job knows: `role` is original or authoritative.
         */
        JobFile: {
            /** Name */
            name: string;
            /** Size */
            size: number;
            /** Sha256 */
            sha256: string;
            /** Role */
            role: string;
        };
        /**
         * JobMail
         * @description A mail of a job as the desk sees it.
         */
        JobMail: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Status */
            status: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Sent At */
            sent_at: string | null;
            /** Last Error */
            last_error: string | null;
        };
        /** JobPage */
        JobPage: {
            /** Jobs */
            jobs: components["schemas"]["JobSummary"][];
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * JobQuery
         * @description Filters of the list. `attention` keeps what waits for the desk; `cursor` goes on from the last page.
         */
        JobQuery: {
            /** Status */
            status?: components["schemas"]["Status"][];
            /**
             * Search
             * @default
             */
            search?: string;
            /**
             * Printer
             * @default
             */
            printer?: string;
            /**
             * Method
             * @default
             */
            method?: string;
            /**
             * Discipline
             * @default
             */
            discipline?: string;
            /**
             * Color
             * @default
             */
            color?: string;
            /**
             * Attention
             * @default false
             */
            attention?: boolean;
            /**
             * Confirmation Expired
             * @default false
             */
            confirmation_expired?: boolean;
            /**
             * Sort
             * @default attention
             * @enum {string}
             */
            sort?: "attention" | "oldest" | "newest" | "updated";
            /**
             * Limit
             * @default 50
             */
            limit?: number;
            /**
             * Cursor
             * @default
             */
            cursor?: string;
        };
        /** JobReference */
        JobReference: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Reference */
            reference: string;
            /** Status */
            status: string;
            /** Student Name */
            student_name: string;
            /** Original Filename */
            original_filename: string;
        };
        /**
         * JobSummary
         * @description A job as a card of the list shows it.
         */
        JobSummary: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Reference */
            reference: string;
            status: components["schemas"]["Status"];
            /** Actions */
            actions: string[];
            /** Student Name */
            student_name: string;
            /** Student Email */
            student_email: string;
            /** Discipline */
            discipline: string;
            /** Class Number */
            class_number: string;
            /** Print Method */
            print_method: string;
            /** Color */
            color: string;
            /** Printer */
            printer: string;
            /** Due Date */
            due_date: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Status At
             * Format: date-time
             */
            status_at: string;
            /** Is New */
            is_new: boolean;
            /** Original Filename */
            original_filename: string;
            quote: components["schemas"]["Quote"] | null;
            lock: components["schemas"]["Lock"] | null;
            /** Files */
            files: components["schemas"]["JobFile"][];
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
            /** Has Thumbnail */
            has_thumbnail: boolean;
        };
        /**
         * JobView
         * @description Everything about one job. `is_moving` says that its folder has not arrived yet.
         */
        JobView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Reference */
            reference: string;
            status: components["schemas"]["Status"];
            /** Actions */
            actions: string[];
            /** Student Name */
            student_name: string;
            /** Student Email */
            student_email: string;
            /** Discipline */
            discipline: string;
            /** Class Number */
            class_number: string;
            /** Print Method */
            print_method: string;
            /** Color */
            color: string;
            /** Printer */
            printer: string;
            /** Due Date */
            due_date: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Status At
             * Format: date-time
             */
            status_at: string;
            /** Is New */
            is_new: boolean;
            /** Original Filename */
            original_filename: string;
            quote: components["schemas"]["Quote"] | null;
            lock: components["schemas"]["Lock"] | null;
            /** Files */
            files: components["schemas"]["JobFile"][];
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
            /** Has Thumbnail */
            has_thumbnail: boolean;
            /** Admin Actions */
            admin_actions: string[];
            /** Student Notes */
            student_notes: string;
            /** Staff Notes */
            staff_notes: string;
            /** Notes Version */
            notes_version: number;
            report: components["schemas"]["Report"];
            /** Path */
            path: string | null;
            /** Is Moving */
            is_moving: boolean;
            /** Storage Place */
            storage_place: string;
            /** Rejection Reasons */
            rejection_reasons: string[];
            /** Closing Comment */
            closing_comment: string;
            /** Payments */
            payments: components["schemas"]["PaymentLine"][];
            /** Tracking Url */
            tracking_url: string;
            /** Mails */
            mails: components["schemas"]["JobMail"][];
        };
        /** Limits */
        Limits: {
            /** Max Upload Bytes */
            max_upload_bytes: number;
            /** Formats */
            formats: string[];
        };
        /** LinkSent */
        LinkSent: {
            /** Sent To */
            sent_to: string;
            /**
             * Can Resend At
             * Format: date-time
             */
            can_resend_at: string;
        };
        /**
         * Lock
         * @description Who holds the job. The token is never shown to anybody but its holder.
         */
        Lock: {
            /** Staff Name */
            staff_name: string;
            /** Workstation Name */
            workstation_name: string;
            /**
             * Taken At
             * Format: date-time
             */
            taken_at: string;
            /**
             * Locked Until
             * Format: date-time
             */
            locked_until: string;
        };
        /** LockGranted */
        LockGranted: {
            /** Lock Token */
            lock_token: string;
            /**
             * Locked Until
             * Format: date-time
             */
            locked_until: string;
        };
        /** LoginBody */
        LoginBody: {
            /**
             * Workstation Id
             * @description The workstation's name, e.g. front-desk
             */
            workstation_id: string;
            /** Password */
            password: string;
        };
        /** MarkCompleteBody */
        MarkCompleteBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
            /**
             * Storage Place
             * @default
             */
            storage_place?: string;
        };
        /** MarkPrintingBody */
        MarkPrintingBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
            /** Printer */
            printer: string;
        };
        /**
         * Method
         * @description A print method with what can be chosen under it. `cents_per_gram` is the price of its material.
         */
        Method: {
            /** Name */
            name: string;
            /** Description */
            description: string;
            /** Cents Per Gram */
            cents_per_gram: number;
            /** Grams Per Ml */
            grams_per_ml: number | null;
            /** Colors */
            colors: string[];
            /** Printers */
            printers: components["schemas"]["Printer"][];
        };
        /** NotesBody */
        NotesBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
            /** Notes */
            notes: string;
            /**
             * Version
             * @description The version that the caller has read
             */
            version: number;
        };
        /** OpenLink */
        OpenLink: {
            /** Link */
            link: string;
            /** Path */
            path: string;
        };
        /** OpenedBody */
        OpenedBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
            /**
             * File
             * @default null
             */
            file?: string | null;
        };
        /**
         * PaymentBody
         * @description One payment for one job. `charged_cents` is given only when it differs from the calculated price.
         */
        PaymentBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
            /**
             * Grams
             * @description Grams
             */
            grams: number;
            payment_type: components["schemas"]["PaymentType"];
            /**
             * Txn No
             * @default null
             */
            txn_no?: string | null;
            /**
             * Charged Cents
             * @default null
             */
            charged_cents?: number | null;
            /**
             * Reason
             * @default
             */
            reason?: string;
            /** Picked Up By */
            picked_up_by: string;
            /**
             * Payer
             * @default
             */
            payer?: string;
            /**
             * Paid On
             * @default null
             */
            paid_on?: string | null;
            /**
             * Partial
             * @default false
             */
            partial?: boolean;
        };
        /** PaymentLine */
        PaymentLine: {
            /**
             * Checkout Id
             * Format: uuid
             */
            checkout_id: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Paid On
             * Format: date
             */
            paid_on: string;
            /** Payment Type */
            payment_type: string;
            /** Txn No */
            txn_no: string | null;
            /** Grams */
            grams: number;
            /** Calculated Cents */
            calculated_cents: number;
            /** Charged Cents */
            charged_cents: number;
            /** Reason */
            reason: string;
            /** Payer */
            payer: string;
            /** Picked Up By */
            picked_up_by: string;
            /** Staff Name */
            staff_name: string;
            /** Is Partial */
            is_partial: boolean;
            /** Is Voided */
            is_voided: boolean;
        };
        /**
         * PaymentType
         * @enum {string}
         */
        PaymentType: "campus_card" | "check" | "grant_code" | "waived";
        /** Printer */
        Printer: {
            /** Name */
            name: string;
            /** Volume Mm */
            volume_mm: [
                number,
                number,
                number
            ];
        };
        /** ProblemBody */
        ProblemBody: {
            /** Type */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /** Detail */
            detail: string;
            /** Code */
            code: string;
            /** Fields */
            fields: {
                [key: string]: string;
            }[] | null;
        };
        /**
         * PublicQuote
         * @description The price and how it came about. `charged_by` is grams; resin is estimated from millilitres.
         */
        PublicQuote: {
            /** Weight G */
            weight_g: number;
            /** Volume Ml */
            volume_ml: number | null;
            /** Time Hours */
            time_hours: number;
            /** Price Cents */
            price_cents: number;
            /** Cents Per Gram */
            cents_per_gram: number;
            /** Minimum Cents */
            minimum_cents: number;
            /** Comment */
            comment: string;
        };
        /** Quote */
        Quote: {
            /** Weight G */
            weight_g: number;
            /** Volume Ml */
            volume_ml: number | null;
            /** Time Hours */
            time_hours: number;
            /** Price Cents */
            price_cents: number;
            rates: components["schemas"]["Rates"];
            /** Comment */
            comment: string;
            /**
             * Quoted At
             * Format: date-time
             */
            quoted_at: string;
            /** Confirm Expires At */
            confirm_expires_at: string | null;
            /** Confirmation Expired */
            confirmation_expired: boolean;
        };
        /** Rates */
        Rates: {
            /** Cents Per Gram */
            cents_per_gram: number;
            /** Grams Per Ml */
            grams_per_ml: number | null;
            /** Minimum Cents */
            minimum_cents: number;
        };
        /** ReasonBody */
        ReasonBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
            /** Reason */
            reason: string;
        };
        /**
         * RejectBody
         * @description At least one canned reason (its code) or a comment.
         */
        RejectBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
            /** Reasons */
            reasons?: string[];
            /**
             * Comment
             * @default
             */
            comment?: string;
        };
        /** RejectionReason */
        RejectionReason: {
            /** Code */
            code: string;
            /** Label */
            label: string;
            /** Advice */
            advice: string;
        };
        /**
         * Report
         * @description What is known of a model. Members are null until (or unless) they are known; `ready` says that reading is over.
         */
        Report: {
            /** Ready */
            ready: boolean;
            /** Format */
            format: string;
            /** Size Mm */
            size_mm: [
                number,
                number,
                number
            ] | null;
            /** Triangles */
            triangles: number | null;
            /** Volume Cm3 */
            volume_cm3: number | null;
            /** Area Cm2 */
            area_cm2: number | null;
            /** Open Edges */
            open_edges: number | null;
            /** Unit Suspect */
            unit_suspect: string | null;
            /** Fits */
            fits: {
                [key: string]: boolean;
            };
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
            /** Has Thumbnail */
            has_thumbnail: boolean;
        };
        /** ResendBody */
        ResendBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
            /** Kind */
            kind: string;
        };
        /** ReviewBody */
        ReviewBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
            /** Reviewed */
            reviewed: boolean;
        };
        /** Session */
        Session: {
            workstation: components["schemas"]["WorkstationIdentity"];
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /** SignedIn */
        SignedIn: {
            workstation: components["schemas"]["WorkstationIdentity"];
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Token */
            token: string;
        };
        /** StaffBody */
        StaffBody: {
            /**
             * Staff Name
             * @description Who performs the action: an active name of the staff list
             */
            staff_name: string;
        };
        /** StaffList */
        StaffList: {
            /** Staff */
            staff: components["schemas"]["StaffView"][];
        };
        /** StaffView */
        StaffView: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Is Active */
            is_active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Deactivated At */
            deactivated_at: string | null;
        };
        /**
         * Status
         * @enum {string}
         */
        Status: "UPLOADED" | "PENDING" | "READYTOPRINT" | "PRINTING" | "COMPLETED" | "PAIDPICKEDUP" | "REJECTED" | "CANCELED" | "ARCHIVED";
        /**
         * SubmitForm
         * @description The student's form; choices are checked against the catalogue.
         */
        SubmitForm: {
            /** Student Name */
            student_name: string;
            /**
             * Student Email
             * Format: email
             */
            student_email: string;
            /** Discipline */
            discipline: string;
            /** Class Number */
            class_number: string;
            /** Print Method */
            print_method: string;
            /** Color */
            color: string;
            /** Printer */
            printer: string;
            /** Acknowledged Minimum Charge */
            acknowledged_minimum_charge: boolean;
            /**
             * Notes
             * @default
             */
            notes?: string;
            /**
             * Due Date
             * @default null
             */
            due_date?: string | null;
            /**
             * Upload Id
             * @default null
             */
            upload_id?: string | null;
        };
        /** Submitted */
        Submitted: {
            job: components["schemas"]["JobReference"];
            /** Tracking Url */
            tracking_url: string;
        };
        /**
         * TimelineEntry
         * @description One step of the way; `at` is null for a step that is still ahead.
         */
        TimelineEntry: {
            /** Status */
            status: string;
            /** Title */
            title: string;
            /** Tone */
            tone: string;
            /** At */
            at: string | null;
        };
        /** TokenBody */
        TokenBody: {
            /** Token */
            token: string;
        };
        /** TrackView */
        TrackView: {
            /** Reference */
            reference: string;
            /** Status */
            status: string;
            /** Status Title */
            status_title: string;
            /** Tone */
            tone: string;
            /** Student Name */
            student_name: string;
            /** Original Filename */
            original_filename: string;
            /** Print Method */
            print_method: string;
            /** Color */
            color: string;
            /** Printer */
            printer: string;
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
            /** Timeline */
            timeline: components["schemas"]["TimelineEntry"][];
            quote: components["schemas"]["PublicQuote"] | null;
            /** Currency */
            currency: string;
            /** Queue Position */
            queue_position: number | null;
            /** Confirm Url */
            confirm_url: string | null;
            /** Can Cancel */
            can_cancel: boolean;
            /** Messages */
            messages: string[];
            /** Pickup */
            pickup: string | null;
            /** Warnings */
            warnings: components["schemas"]["Warning"][];
            /** Has Thumbnail */
            has_thumbnail: boolean;
        };
        /** UploadView */
        UploadView: {
            /**
             * Upload Id
             * Format: uuid
             */
            upload_id: string;
            /** Filename */
            filename: string;
            /**
             * Size
             * @description Bytes
             */
            size: number;
            /** Sha256 */
            sha256: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            report: components["schemas"]["Report"];
        };
        /**
         * Warning
         * @description Something that the inspector noticed. `severity` is info, warning or danger.
         */
        Warning: {
            /** Code */
            code: string;
            /** Text */
            text: string;
            /** Severity */
            severity: string;
        };
        /** WorkstationIdentity */
        WorkstationIdentity: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Is Admin */
            is_admin: boolean;
            /** Storage Root */
            storage_root: string | null;
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
    get_api_v1_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    get_api_v1_catalog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogView"];
                };
            };
        };
    };
    post_api_v1_uploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadView"];
                };
            };
        };
    };
    "get_api_v1_uploads_{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadView"];
                };
            };
        };
    };
    post_api_v1_submit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["SubmitForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Submitted"];
                };
            };
        };
    };
    "get_api_v1_confirm_{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmView"];
                };
            };
        };
    };
    "post_api_v1_confirm_{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmView"];
                };
            };
        };
    };
    "post_api_v1_confirm_{token}_decline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmView"];
                };
            };
        };
    };
    "post_api_v1_submit_resend-confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkSent"];
                };
            };
        };
    };
    "get_api_v1_track_{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackView"];
                };
            };
        };
    };
    "post_api_v1_track_{token}_cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackView"];
                };
            };
        };
    };
    get_api_v1_inbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxPage"];
                };
            };
        };
    };
    "get_api_v1_inbox_{mail_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxBody"];
                };
            };
        };
    };
    post_api_v1_auth_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
        };
    };
    post_api_v1_auth_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    get_api_v1_auth_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    get_api_v1_staff: {
        parameters: {
            query?: {
                include_inactive?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffList"];
                };
            };
        };
    };
    get_api_v1_jobs: {
        parameters: {
            query?: {
                status?: components["schemas"]["Status"][];
                search?: string;
                printer?: string;
                method?: string;
                discipline?: string;
                color?: string;
                attention?: boolean;
                confirmation_expired?: boolean;
                sort?: "attention" | "oldest" | "newest" | "updated";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    "get_api_v1_jobs_{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "delete_api_v1_jobs_{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffBody"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "get_api_v1_jobs_{job_id}_events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
        };
    };
    "get_api_v1_jobs_{job_id}_candidate-files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderPage"];
                };
            };
        };
    };
    "get_api_v1_jobs_{job_id}_files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderPage"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_lock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LockGranted"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_lock_extend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LockGranted"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_unlock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_review": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_reject": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_mark-printing": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkPrintingBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_mark-failed": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_mark-complete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkCompleteBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_payment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_revert-completion": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_revert-pickup": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "patch_api_v1_jobs_{job_id}_notes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotesBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_opened": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenedBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenLink"];
                };
            };
        };
    };
    "post_api_v1_jobs_{job_id}_resend-email": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResendBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
}
