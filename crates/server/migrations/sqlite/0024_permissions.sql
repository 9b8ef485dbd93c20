-- Permissions came: the role that may do everything has them too.
UPDATE roles SET permissions = 'organization.read organization.manage companies.manage contacts.read contacts.manage api_keys.manage audit.read members.read members.invite members.manage roles.read roles.assign roles.manage devices.read devices.operate devices.manage devices.grant' WHERE key = 'administrator';
