-- Run once, on an empty claim: one database per service, so that none sees the tables of another.
create database "order";
create database deliveryorder;
create database deliverypicking;
create database deliverypacking;
create database product;
create database stock;
create database customercenter;
create database deliverycenter;
