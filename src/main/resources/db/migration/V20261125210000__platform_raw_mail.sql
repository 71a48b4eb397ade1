-- Raw mail in the file store is named by its intake row until it is released.
create index platform_intake_file on platform_intake (file) where file is not null;
