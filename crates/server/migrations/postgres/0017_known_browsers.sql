-- "Device" means a device of an organization.
ALTER TABLE known_devices RENAME TO known_browsers;
